/*
 * The runner that loads this program maps stack traces through source maps, and the SDK takes several traces for each resource. Sources that run
 * uncompiled have no map: Node.js names the same lines and columns by itself, in a fraction of the time.
 */
Reflect.deleteProperty(Error, "prepareStackTrace");
