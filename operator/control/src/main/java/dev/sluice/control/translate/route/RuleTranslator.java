package dev.sluice.control.translate.route;

import dev.sluice.contract.snapshot.Backend;
import dev.sluice.contract.snapshot.Filter;
import dev.sluice.contract.snapshot.Match;
import dev.sluice.contract.snapshot.Policy;
import dev.sluice.contract.snapshot.Retry;
import dev.sluice.contract.snapshot.Rule;
import dev.sluice.contract.snapshot.Timeouts;
import dev.sluice.control.resolve.Grants;
import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.resolve.References;
import dev.sluice.control.translate.value.Durations;
import dev.sluice.control.translate.value.Findings;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPBackendRef;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteRetry;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteRule;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteTimeouts;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A rule of a route; its backends still lack their policies, which depend on the Gateway. */
final class RuleTranslator {
    private final BackendTranslator backends;
    private final FilterTranslator filters;

    RuleTranslator(BackendTranslator backends) {
        this.backends = backends;
        this.filters = new FilterTranslator(backends);
    }

    /** Empty where no match is left, so that nothing can reach the rule. */
    Optional<Rule> translate(ObjectRef route, int index, HTTPRouteRule rule, Findings findings) {
        String path = "spec.rules[" + index + "]";
        Grants.From from = new Grants.From(References.GATEWAY_API, route.kind(), route.namespace());
        RuleFaults faults = new RuleFaults(findings);
        List<Match> matches = MatchTranslator.translate(path, rule.getMatches(), faults);
        boolean byPrefix = matches.stream().allMatch(m -> m.path().kind() == Match.PathKind.PREFIX);
        List<Filter> translated = filters.translate(from, path, rule.getFilters(), byPrefix, faults, findings);
        boolean redirects = translated.stream().anyMatch(f -> f instanceof Filter.Redirect);
        List<Backend> targets = backends(from, path, rule, byPrefix, faults, findings);
        if (targets.isEmpty() && !redirects) {
            findings.mistake(
                    path + ".backendRefs", "is missing, so that the rule answers 500", "a ProviderPool or a Service");
            targets = List.of(
                    new Backend(1, new Backend.Unresolved("the rule has no backendRefs"), Policy.NONE, List.of()));
        }
        if (rule.getSessionPersistence() != null) {
            faults.add(path + ".sessionPersistence", "is not supported by this version", "the field to be left out");
        }
        Timeouts timeouts = timeouts(path + ".timeouts", rule.getTimeouts(), faults);
        Retry retry = retry(path + ".retry", rule.getRetry(), faults);
        String name = rule.getName() == null ? String.valueOf(index) : rule.getName();
        return matches.isEmpty()
                ? Optional.empty()
                : Optional.of(new Rule(name, matches, translated, targets, timeouts, retry, faults.first()));
    }

    private List<Backend> backends(
            Grants.From from, String path, HTTPRouteRule rule, boolean byPrefix, RuleFaults faults, Findings findings) {
        List<HTTPBackendRef> refs = Objects.requireNonNullElse(rule.getBackendRefs(), List.of());
        List<Backend> translated = new ArrayList<>();
        for (int i = 0; i < refs.size(); i++) {
            HTTPBackendRef ref = refs.get(i);
            String at = path + ".backendRefs[" + i + "]";
            Backend.Target target = backends.target(
                    from,
                    at,
                    ref.getGroup(),
                    ref.getKind(),
                    ref.getNamespace(),
                    ref.getName(),
                    ref.getPort(),
                    findings);
            int weight = Objects.requireNonNullElse(ref.getWeight(), 1);
            List<Filter> own = filters.translate(from, at, ref.getFilters(), byPrefix, faults, findings);
            translated.add(new Backend(weight, target, Policy.NONE, own));
        }
        return translated;
    }

    private static @Nullable Timeouts timeouts(String path, @Nullable HTTPRouteTimeouts written, RuleFaults faults) {
        return written == null
                ? null
                : new Timeouts(
                        nanos(path + ".request", written.getRequest(), faults),
                        nanos(path + ".backendRequest", written.getBackendRequest(), faults));
    }

    private static @Nullable Retry retry(String path, @Nullable HTTPRouteRetry written, RuleFaults faults) {
        if (written == null) {
            return null;
        }
        Long backoff = nanos(path + ".backoff", written.getBackoff(), faults);
        boolean codesGiven = written.getCodes() != null && !written.getCodes().isEmpty();
        return new Retry(
                Objects.requireNonNullElse(written.getAttempts(), Retry.DEFAULT.attempts()),
                0,
                backoff == null ? 0 : backoff,
                codesGiven ? written.getCodes() : Retry.DEFAULT.codes());
    }

    private static @Nullable Long nanos(String path, @Nullable String text, RuleFaults faults) {
        if (text == null) {
            return null;
        }
        Long nanos = Durations.nanos(text);
        if (nanos == null) {
            faults.add(path, "\"" + text + "\" cannot be read", Durations.EXPECTED);
        }
        return nanos;
    }
}
