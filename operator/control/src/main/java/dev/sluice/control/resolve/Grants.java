package dev.sluice.control.resolve;

import io.fabric8.kubernetes.api.model.gatewayapi.v1beta1.ReferenceGrant;
import io.fabric8.kubernetes.api.model.gatewayapi.v1beta1.ReferenceGrantTo;
import java.util.List;

/** ReferenceGrants: who may refer into which namespace. An object's own namespace needs none. */
public final class Grants {
    /** Who refers: group, kind and namespace. */
    public record From(String group, String kind, String namespace) {}

    private final List<ReferenceGrant> grants;

    public Grants(List<ReferenceGrant> grants) {
        this.grants = List.copyOf(grants);
    }

    public boolean permits(From from, String toGroup, ObjectRef to) {
        return from.namespace().equals(to.namespace())
                || grants.stream()
                        .anyMatch(g -> ObjectRef.namespace(g).equals(to.namespace()) && permits(g, from, toGroup, to));
    }

    private static boolean permits(ReferenceGrant grant, From from, String toGroup, ObjectRef to) {
        boolean fromFits = grant.getSpec().getFrom().stream()
                .anyMatch(f -> f.getGroup().equals(from.group())
                        && f.getKind().equals(from.kind())
                        && f.getNamespace().equals(from.namespace()));
        return fromFits && grant.getSpec().getTo().stream().anyMatch(t -> fits(t, toGroup, to));
    }

    private static boolean fits(ReferenceGrantTo grant, String toGroup, ObjectRef to) {
        boolean anyName = grant.getName() == null || grant.getName().isEmpty();
        return grant.getGroup().equals(toGroup)
                && grant.getKind().equals(to.kind())
                && (anyName || grant.getName().equals(to.name()));
    }
}
