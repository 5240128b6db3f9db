package dev.sluice.standalone.run;

import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.status.ObjectStatus;
import dev.sluice.control.translate.OverrideTranslator;
import dev.sluice.control.view.Places;
import dev.sluice.control.view.StatusPresenter;
import dev.sluice.control.view.StatusView;
import dev.sluice.control.view.StatusView.GatewayStatus;
import dev.sluice.control.view.StatusView.ObjectView;
import dev.sluice.control.view.StatusView.ProblemView;
import dev.sluice.crds.v1alpha1.TrafficOverride;
import dev.sluice.standalone.manifest.ManifestProblem;
import dev.sluice.standalone.manifest.Place;
import dev.sluice.standalone.manifest.folder.FolderState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Joins what was found in the folder, with file and line, to what the translator said and what the gateways serve. */
final class FolderStatus {
    private FolderStatus() {}

    static StatusView present(
            long atMillis, FolderState folder, List<ObjectStatus> statuses, List<GatewayStatus> gateways) {
        Map<ObjectRef, TrafficOverride> overrides = new HashMap<>();
        folder.resources().overrides().forEach(override -> overrides.put(ObjectRef.of(override), override));
        Places places =
                (ref, path) -> folder.place(ref, path).map(FolderStatus::line).orElse(null);
        boolean everywhere = gateways.stream().allMatch(gateway -> gateway.rejection() == null) && !gateways.isEmpty();
        Map<ObjectRef, ObjectView> objects = new TreeMap<>();
        for (ObjectStatus status : statuses) {
            ObjectStatus timed = Optional.ofNullable(overrides.get(status.ref()))
                    .flatMap(override -> OverrideTranslator.active(status, override, atMillis))
                    .map(status::with)
                    .orElse(status);
            objects.put(status.ref(), StatusPresenter.object(timed.programmed(everywhere && status.valid()), places));
        }
        List<ProblemView> loose = new ArrayList<>();
        // A refused object's mistakes are the folder's, which knows their lines.
        folder.resources()
                .rejected()
                .forEach(refused ->
                        objects.computeIfPresent(refused.ref(), (ref, object) -> object.withProblems(List.of())));
        for (ManifestProblem problem : folder.problems()) {
            ProblemView view = StatusPresenter.problem(problem.problem(), line(problem.place()));
            ObjectRef ref = problem.object();
            if (ref == null) {
                loose.add(view);
            } else {
                objects.merge(ref, withOnly(ref, view), FolderStatus::joined);
            }
        }
        return StatusPresenter.of(atMillis, gateways, List.copyOf(objects.values()), loose);
    }

    private static Places.Line line(Place place) {
        return new Places.Line(place.file(), place.line());
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
