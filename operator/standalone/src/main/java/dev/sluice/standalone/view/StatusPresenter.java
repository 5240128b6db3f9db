package dev.sluice.standalone.view;

import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.resolve.Problem;
import dev.sluice.control.status.Condition;
import dev.sluice.control.status.ListenerStatus;
import dev.sluice.control.status.ObjectStatus;
import dev.sluice.control.status.ParentStatus;
import dev.sluice.control.translate.OverrideTranslator;
import dev.sluice.crds.v1alpha1.TrafficOverride;
import dev.sluice.standalone.manifest.ManifestProblem;
import dev.sluice.standalone.manifest.Place;
import dev.sluice.standalone.manifest.folder.FolderState;
import dev.sluice.standalone.view.StatusView.ConditionView;
import dev.sluice.standalone.view.StatusView.GatewayStatus;
import dev.sluice.standalone.view.StatusView.ObjectView;
import dev.sluice.standalone.view.StatusView.ProblemView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts what was found in the folder, what the translator said and what the gateways serve into one status. */
public final class StatusPresenter {
    private StatusPresenter() {}

    /** @param folder null before it was first read */
    public static StatusView present(
            long atMillis, @Nullable FolderState folder, List<ObjectStatus> statuses, List<GatewayStatus> gateways) {
        if (folder == null) {
            return Screen.starting(atMillis).status();
        }
        Map<ObjectRef, TrafficOverride> overrides = new HashMap<>();
        folder.resources().overrides().forEach(override -> overrides.put(ObjectRef.of(override), override));
        Map<ObjectRef, ObjectView> objects = new TreeMap<>();
        for (ObjectStatus status : statuses) {
            boolean everywhere =
                    gateways.stream().allMatch(gateway -> gateway.rejection() == null) && !gateways.isEmpty();
            ObjectStatus timed = Optional.ofNullable(overrides.get(status.ref()))
                    .flatMap(override -> OverrideTranslator.active(status, override, atMillis))
                    .map(status::with)
                    .orElse(status);
            objects.put(status.ref(), object(timed.programmed(everywhere && status.valid()), folder));
        }
        List<ProblemView> loose = new ArrayList<>();
        // A refused object's mistakes are the folder's, which knows their lines.
        folder.resources()
                .rejected()
                .forEach(refused ->
                        objects.computeIfPresent(refused.ref(), (ref, object) -> object.withProblems(List.of())));
        for (ManifestProblem problem : folder.problems()) {
            ProblemView view = problem(problem.problem(), problem.place());
            ObjectRef ref = problem.object();
            if (ref == null) {
                loose.add(view);
            } else {
                objects.merge(ref, withOnly(ref, view), StatusPresenter::joined);
            }
        }
        String reason = notReady(gateways);
        return new StatusView(atMillis, reason.isEmpty(), reason, gateways, List.copyOf(objects.values()), loose);
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

    private static ObjectView object(ObjectStatus status, FolderState folder) {
        List<ConditionView> conditions = new ArrayList<>();
        status.conditions().forEach(condition -> conditions.add(view(null, condition)));
        for (ParentStatus parent : status.parents()) {
            String name = parent.parent().kind() + "/" + parent.parent().name();
            parent.conditions().forEach(condition -> conditions.add(view(name, condition)));
        }
        for (ListenerStatus listener : status.listeners()) {
            listener.conditions().forEach(condition -> conditions.add(view("listener " + listener.name(), condition)));
        }
        Place place = folder.place(status.ref(), "").orElse(null);
        List<ProblemView> problems = status.problems().stream()
                .map(problem -> problem(
                        problem, folder.place(status.ref(), problem.path()).orElse(null)))
                .toList();
        ObjectRef ref = status.ref();
        return new ObjectView(
                ref.kind(),
                ref.namespace(),
                ref.name(),
                place == null ? null : place.file(),
                place == null ? 0 : place.line(),
                status.observedGeneration(),
                conditions,
                problems);
    }

    private static ProblemView problem(Problem problem, @Nullable Place place) {
        return new ProblemView(
                problem.path(),
                problem.message(),
                Words.label(problem.severity()),
                place == null ? null : place.file(),
                place == null ? 0 : place.line());
    }

    private static ConditionView view(@Nullable String parent, Condition condition) {
        return new ConditionView(
                parent, condition.type(), condition.status().label(), condition.reason(), condition.message());
    }

    /** An object of which nothing was accepted yet. */
    private static ObjectView withOnly(ObjectRef ref, ProblemView problem) {
        return new ObjectView(
                ref.kind(),
                ref.namespace(),
                ref.name(),
                problem.file(),
                problem.line(),
                0,
                List.of(),
                List.of(problem));
    }

    /** The same mistake may be found by the schema and by the translator: it is shown once. */
    private static ObjectView joined(ObjectView object, ObjectView more) {
        List<ProblemView> problems = new ArrayList<>(object.problems());
        more.problems().stream().filter(problem -> !problems.contains(problem)).forEach(problems::add);
        return object.withProblems(problems);
    }
}
