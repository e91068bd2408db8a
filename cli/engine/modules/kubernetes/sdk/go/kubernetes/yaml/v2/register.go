// Package v2 registers the objects that the provider's ConfigFile, ConfigGroup and Chart components read.
package v2

import "github.com/pulumi/pulumi/sdk/v3/go/pulumi"

// RegisterResource registers one Kubernetes object under the type that the SDK has for its kind. Outputs stay untyped: the components only pass resources on.
func RegisterResource(
	ctx *pulumi.Context, apiVersion, kind, name string, props pulumi.Input, options ...pulumi.ResourceOption,
) (pulumi.CustomResource, error) {
	if apiVersion == "v1" {
		apiVersion = "core/v1"
	}
	var resource pulumi.CustomResourceState
	if err := ctx.RegisterResource("kubernetes:"+apiVersion+":"+kind, name, props, &resource, options...); err != nil {
		return nil, err
	}
	return &resource, nil
}
