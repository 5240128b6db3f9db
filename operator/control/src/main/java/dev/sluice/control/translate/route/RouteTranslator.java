package dev.sluice.control.translate.route;

import dev.sluice.contract.snapshot.Rule;
import dev.sluice.control.status.Condition;
import dev.sluice.control.status.ConditionType;
import dev.sluice.control.status.ObjectStatus;
import dev.sluice.control.status.ParentStatus;
import dev.sluice.control.status.Reason;
import dev.sluice.control.translate.value.Findings;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteRule;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A route: its rules, and where it is attached. */
public final class RouteTranslator {
    private final RouteAttachments attachments;
    private final BackendTranslator backends;
    private final RuleTranslator rules;
    private final boolean oneHost;

    /** @param oneHost whether a parent that is not ours is a mistake, since there is no other controller */
    public RouteTranslator(Map<String, TranslatedGateway> gateways, BackendTranslator backends, boolean oneHost) {
        this.attachments = new RouteAttachments(gateways);
        this.backends = backends;
        this.rules = new RuleTranslator(backends);
        this.oneHost = oneHost;
    }

    /** @param findings empty, or with what a gateway's compiler would not take */
    public TranslatedRoute translate(WrittenRoute route, Findings findings) {
        backends.forgetNamed();
        List<Rule> translated = rules(route, findings);
        Set<String> services = backends.named();
        List<ParentReference> parentRefs = route.parentRefs();
        Map<String, Attachment> byGateway = new LinkedHashMap<>();
        List<ParentStatus> parents = new ArrayList<>();
        for (int i = 0; i < parentRefs.size(); i++) {
            RouteAttachments.AtParent at = attachments.attach(route, i, findings);
            if (at == null) {
                noteForeign(i, parentRefs.get(i), findings);
                continue;
            }
            if (!at.attachment().listeners().isEmpty() && findings.valid()) {
                byGateway.merge(at.gateway(), at.attachment(), Attachment::and);
            }
            parents.add(new ParentStatus(at.parent(), conditions(at.accepted(), translated, findings)));
        }
        ObjectStatus status =
                new ObjectStatus(route.ref(), route.generation(), List.of(), parents, List.of(), findings.problems());
        return new TranslatedRoute(route.ref(), route.id(), byGateway, route.hostnames(), translated, services, status);
    }

    private List<Rule> rules(WrittenRoute route, Findings findings) {
        List<HTTPRouteRule> all = route.rules();
        List<Rule> translated = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            rules.translate(route.ref(), i, all.get(i), findings).ifPresent(translated::add);
        }
        return translated;
    }

    private void noteForeign(int index, ParentReference ref, Findings findings) {
        if (oneHost) {
            String kind = ref.getKind() == null ? "Gateway" : ref.getKind();
            findings.mistake(
                    "spec.parentRefs[" + index + "]",
                    kind + "/" + ref.getName() + " does not exist or is not served here",
                    "the name of a Gateway of class " + GatewayTranslator.CLASS_NAME);
        }
    }

    private static List<Condition> conditions(Condition attached, List<Rule> rules, Findings findings) {
        List<String> faults =
                rules.stream().map(Rule::refusal).flatMap(Stream::ofNullable).toList();
        Condition accepted = attached;
        if (attached.holds() && !findings.valid()) {
            accepted = findings.accepted("");
        } else if (attached.holds() && faults.size() == rules.size()) {
            accepted = Condition.of(ConditionType.ACCEPTED, false, Reason.UNSUPPORTED_VALUE, faults.getFirst());
        }
        List<Condition> conditions = new ArrayList<>(List.of(accepted, findings.resolvedRefs()));
        if (!faults.isEmpty() && faults.size() < rules.size()) {
            conditions.add(Condition.of(
                    ConditionType.PARTIALLY_INVALID,
                    true,
                    Reason.UNSUPPORTED_VALUE,
                    "these rules answer 500: " + String.join("; ", faults)));
        }
        return conditions;
    }
}
