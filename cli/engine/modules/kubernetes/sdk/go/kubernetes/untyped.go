// Package kubernetes holds what the provider uses of its Go SDK, whose typed resources take a third of the provider's build.
package kubernetes

import "reflect"

// UntypedArgs is a Kubernetes object as a resource's input.
type UntypedArgs map[string]any

// ElementType is the type that the engine's values convert to.
func (UntypedArgs) ElementType() reflect.Type { return reflect.TypeFor[map[string]any]() }
