package dev.sluice.control.resolve;

import io.fabric8.kubernetes.api.model.HasMetadata;

/** Names an object; the text form is {@code Kind/name}. */
public record ObjectRef(String kind, String namespace, String name) implements Comparable<ObjectRef> {
    public static final String DEFAULT_NAMESPACE = "default";

    public static ObjectRef of(HasMetadata object) {
        return new ObjectRef(
                object.getKind(), namespace(object), object.getMetadata().getName());
    }

    /** The object's namespace, which a manifest may leave out. */
    public static String namespace(HasMetadata object) {
        String written = object.getMetadata().getNamespace();
        return written == null || written.isEmpty() ? DEFAULT_NAMESPACE : written;
    }

    /** {@code namespace/name}, as snapshots name objects. */
    public String id() {
        return namespace + "/" + name;
    }

    @Override
    public int compareTo(ObjectRef other) {
        int order = kind.compareTo(other.kind);
        order = order == 0 ? namespace.compareTo(other.namespace) : order;
        return order == 0 ? name.compareTo(other.name) : order;
    }

    @Override
    public String toString() {
        return kind + "/" + name;
    }
}
