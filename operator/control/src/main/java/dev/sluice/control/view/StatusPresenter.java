package dev.sluice.control.view;

import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.resolve.Problem;
import dev.sluice.control.status.Condition;
import dev.sluice.control.status.ListenerStatus;
import dev.sluice.control.status.ObjectStatus;
import dev.sluice.control.status.ParentStatus;
import dev.sluice.control.view.StatusView.ConditionView;
import dev.sluice.control.view.StatusView.GatewayStatus;
import dev.sluice.control.view.StatusView.ObjectView;
import dev.sluice.control.view.StatusView.ProblemView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts what the translator said and what the gateways serve into one status. */
public final class StatusPresenter {
    private StatusPresenter() {}

    /** @param statuses complete: with Programmed and Ready, as they are written to the objects */
    public static StatusView present(long atMillis, List<ObjectStatus> statuses, List<GatewayStatus> gateways) {
        List<ObjectView> objects = statuses.stream()
                .sorted(Comparator.comparing(ObjectStatus::ref))
                .map(status -> object(status, Places.NONE))
                .toList();
        return of(atMillis, gateways, objects, List.of());
    }

    /** @param loose problems of no object */
    public static StatusView of(
            long atMillis, List<GatewayStatus> gateways, List<ObjectView> objects, List<ProblemView> loose) {
        String reason = notReady(gateways);
        return new StatusView(atMillis, reason.isEmpty(), reason, gateways, objects, loose);
    }

    private static String notReady(List<GatewayStatus> gateways) {
        if (gateways.isEmpty()) {
            return "no Gateway is accepted yet; see /api/v1/status";
        }
        for (GatewayStatus gateway : gateways) {
            if (gateway.rejection() != null) {
                return "Gateway " + gateway.gateway() + " did not take the newest snapshot: " + gateway.rejection();
            }
        }
        return "";
    }

    public static ObjectView object(ObjectStatus status, Places places) {
        List<ConditionView> conditions = new ArrayList<>();
        status.conditions().forEach(condition -> conditions.add(view(null, condition)));
        for (ParentStatus parent : status.parents()) {
            String name = parent.parent().kind() + "/" + parent.parent().name();
            parent.conditions().forEach(condition -> conditions.add(view(name, condition)));
        }
        for (ListenerStatus listener : status.listeners()) {
            listener.conditions().forEach(condition -> conditions.add(view("listener " + listener.name(), condition)));
        }
        ObjectRef ref = status.ref();
        Places.Line line = places.at(ref, "");
        List<ProblemView> problems = status.problems().stream()
                .map(problem -> problem(problem, places.at(ref, problem.path())))
                .toList();
        return new ObjectView(
                ref.kind(),
                ref.namespace(),
                ref.name(),
                line == null ? null : line.file(),
                line == null ? 0 : line.number(),
                status.observedGeneration(),
                conditions,
                problems);
    }

    /** @param line null where unknown */
    public static ProblemView problem(Problem problem, Places.@Nullable Line line) {
        return new ProblemView(
                problem.path(),
                problem.message(),
                Words.label(problem.severity()),
                line == null ? null : line.file(),
                line == null ? 0 : line.number());
    }

    private static ConditionView view(@Nullable String parent, Condition condition) {
        return new ConditionView(
                parent, condition.type(), condition.status().label(), condition.reason(), condition.message());
    }
}
