package dev.sluice.control.gatewayapi;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;

/** Listeners that are added to a Gateway from outside, for example by a tenant. */
@Group("gateway.networking.k8s.io")
@Version("v1")
public final class ListenerSet extends CustomResource<ListenerSetSpec, ListenerSetStatus> implements Namespaced {
    private static final long serialVersionUID = 1;
}
