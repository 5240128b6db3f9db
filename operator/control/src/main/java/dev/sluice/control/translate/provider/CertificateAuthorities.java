package dev.sluice.control.translate.provider;

import dev.sluice.control.resolve.Grants;
import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.resolve.References;
import dev.sluice.control.resolve.Resolution;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Certificate authorities that Gateway API objects name: key {@code ca.crt} of ConfigMaps and Secrets. */
public final class CertificateAuthorities {
    private static final String KEY = "ca.crt";

    private final References references;

    public CertificateAuthorities(References references) {
        this.references = references;
    }

    /** A reference as written; namespace is null for the referrer's own. */
    public record Ref(
            @Nullable String group,
            @Nullable String kind,
            @Nullable String namespace,
            String name) {}

    /** Why a reference gives no authority. */
    public enum Wrong {
        KIND,
        NOT_PERMITTED,
        NOT_FOUND
    }

    /** @param index of the reference */
    public record Failure(int index, Wrong wrong, String message) {}

    /**
     * @param pems by credential id, in the order written
     * @param failure the first reference that gives none; null where all do
     */
    public record Found(Map<String, String> pems, @Nullable Failure failure) {
        public List<String> ids() {
            return List.copyOf(pems.keySet());
        }
    }

    public Found of(Grants.From from, List<Ref> refs) {
        Map<String, String> pems = new LinkedHashMap<>();
        List<Failure> failures = new ArrayList<>();
        for (int i = 0; i < refs.size(); i++) {
            follow(from, i, refs.get(i), pems).ifPresent(failures::add);
        }
        return new Found(pems, failures.isEmpty() ? null : failures.getFirst());
    }

    private Optional<Failure> follow(Grants.From from, int index, Ref ref, Map<String, String> pems) {
        boolean core = ref.group() == null || ref.group().isEmpty();
        return switch (core && ref.kind() != null ? ref.kind() : "") {
            case "ConfigMap" ->
                switch (references.follow(from, References.CORE, ConfigMap.class, ref.namespace(), ref.name())) {
                    case Resolution.Dangling<ConfigMap> d -> Optional.of(failure(index, d));
                    case Resolution.Found<ConfigMap> f ->
                        keep(index, ObjectRef.of(f.object()), "configmap:", text(f.object()), pems);
                };
            case "Secret" ->
                switch (references.follow(from, References.CORE, Secret.class, ref.namespace(), ref.name())) {
                    case Resolution.Dangling<Secret> d -> Optional.of(failure(index, d));
                    case Resolution.Found<Secret> f ->
                        keep(
                                index,
                                ObjectRef.of(f.object()),
                                "",
                                SecretValues.value(f.object(), KEY).orElse(""),
                                pems);
                };
            default ->
                Optional.of(new Failure(
                        index,
                        Wrong.KIND,
                        "a " + ref.kind() + " holds no certificate authorities; expected a ConfigMap or a Secret"));
        };
    }

    private static Optional<Failure> keep(
            int index, ObjectRef object, String mark, String pem, Map<String, String> pems) {
        if (PemCertificates.read(pem).isEmpty()) {
            return Optional.of(new Failure(
                    index,
                    Wrong.NOT_FOUND,
                    object + " holds no certificate that can be read; expected PEM text under " + KEY));
        }
        pems.put(object.namespace() + "/" + mark + object.name() + "/" + KEY, pem);
        return Optional.empty();
    }

    private static String text(ConfigMap map) {
        return map.getData() == null ? "" : map.getData().getOrDefault(KEY, "");
    }

    private static Failure failure(int index, Resolution.Dangling<?> dangling) {
        Wrong wrong = dangling.cause() == Resolution.Cause.NOT_PERMITTED ? Wrong.NOT_PERMITTED : Wrong.NOT_FOUND;
        return new Failure(index, wrong, dangling.message());
    }
}
