package dev.sluice.operator.status.decide;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Who wrote a spec, as far as the API server knows: the field manager, e.g. {@code kubectl-client-side-apply}. */
final class Author {
    private static final String OURS = "sluice";

    private Author() {}

    /** The newest manager of the spec that is not us. */
    static Optional<String> of(HasMetadata object) {
        List<ManagedFieldsEntry> entries =
                Objects.requireNonNullElse(object.getMetadata().getManagedFields(), List.of());
        return entries.stream()
                .filter(e -> e.getManager() != null && !e.getManager().equals(OURS))
                .filter(e -> e.getSubresource() == null || e.getSubresource().isEmpty())
                .filter(e -> e.getFieldsV1() == null
                        || e.getFieldsV1().getAdditionalProperties().containsKey("f:spec"))
                .max(Comparator.comparing(e -> Objects.requireNonNullElse(e.getTime(), "")))
                .map(ManagedFieldsEntry::getManager);
    }
}
