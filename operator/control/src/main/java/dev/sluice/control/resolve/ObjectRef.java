package dev.sluice.control.resolve;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Comparator;

/** Names an object; the text form is {@code Kind/name}. */
public record ObjectRef(String kind, String namespace, String name) implements Comparable<ObjectRef> {
    public static final String DEFAULT_NAMESPACE = "default";

    private static final Comparator<ObjectRef> ORDER = Comparator.comparing(ObjectRef::kind)
            .thenComparing(ObjectRef::namespace)
            .thenComparing(ObjectRef::name);

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
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return kind + "/" + name;
    }
}
