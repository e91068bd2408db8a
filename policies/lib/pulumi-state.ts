/**
 * The type of the resource that represents Pulumi's own state. `npm run policy` and the wrappers add it, since no policy pack can see the
 * state's location.
 */
export const pulumiStateType = "nscale:pulumi:State";
