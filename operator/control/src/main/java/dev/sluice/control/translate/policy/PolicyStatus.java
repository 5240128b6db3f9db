package dev.sluice.control.translate.policy;

import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.status.Condition;
import dev.sluice.control.status.ConditionType;
import dev.sluice.control.status.ObjectStatus;
import dev.sluice.control.status.Parent;
import dev.sluice.control.status.ParentStatus;
import dev.sluice.control.status.Reason;
import dev.sluice.control.translate.value.Findings;
import dev.sluice.crds.v1alpha1.RoutingPolicy;
import dev.sluice.crds.v1alpha1.policy.PolicyTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What is said about a RoutingPolicy, as a whole and for each target. */
final class PolicyStatus {
    /** What an invalid policy means for its targets. */
    enum Outcome {
        LAST_ACCEPTED(Reason.LAST_ACCEPTED, "its last accepted generation stays in force"),
        OTHERS_IN_FORCE(Reason.INVALID, "other policies of its targets stay in force"),
        FAILS_CLOSED(Reason.FAILS_CLOSED, "its targets answer 500 until it is mended");

        private final Reason reason;
        private final String words;

        Outcome(Reason reason, String words) {
            this.reason = reason;
            this.words = words;
        }
    }

    private PolicyStatus() {}

    static ObjectStatus of(RoutingPolicy policy, List<Optional<TargetKey>> found, Findings findings, Outcome outcome) {
        Condition accepted = findings.valid()
                ? findings.accepted("the policy is valid")
                : Condition.of(
                        ConditionType.ACCEPTED, false, outcome.reason, findings.message() + "; " + outcome.words);
        List<ParentStatus> ancestors = new ArrayList<>();
        List<PolicyTarget> targets = policy.getSpec().targetRefs();
        for (int i = 0; i < targets.size(); i++) {
            PolicyTarget target = targets.get(i);
            Parent parent = new Parent(
                    target.group(),
                    target.kind(),
                    ObjectRef.namespace(policy),
                    target.name(),
                    target.sectionName(),
                    null);
            Condition here = found.get(i).isEmpty() && findings.valid()
                    ? Condition.of(
                            ConditionType.ACCEPTED,
                            false,
                            Reason.TARGET_NOT_FOUND,
                            target.kind() + "/" + target.name() + " is not there")
                    : accepted;
            ancestors.add(new ParentStatus(parent, List.of(here)));
        }
        return new ObjectStatus(
                ObjectRef.of(policy),
                Objects.requireNonNullElse(policy.getMetadata().getGeneration(), 0L),
                List.of(accepted, findings.resolvedRefs()),
                ancestors,
                List.of(),
                findings.problems());
    }
}
