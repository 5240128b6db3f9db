package dev.sluice.standalone.preview;

import dev.sluice.contract.observation.Reading;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.control.translate.Translator.Target;
import dev.sluice.simulation.scenario.Scenario;
import dev.sluice.standalone.preview.Manifests.PolicyChange;
import dev.sluice.standalone.preview.PreviewReport.GatewayDiff;
import dev.sluice.standalone.preview.PreviewReport.ObjectiveDiff;
import dev.sluice.standalone.preview.PreviewReport.ScenarioDiff;
import dev.sluice.standalone.simulate.ScenarioFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The whole comparison: read, replay, simulate, judge. */
final class Preview {
    private Preview() {}

    /**
     * @param recording file or address; null to look at scenarios alone
     * @param scenarios names or files
     */
    record Question(
            Path folder,
            List<Path> changes,
            Target target,
            @Nullable String recording,
            List<String> scenarios,
            long firstSeed,
            long lastSeed) {}

    /** @throws PreviewException for whatever was given that cannot be previewed */
    static PreviewReport answer(Question question, long nowMillis) throws IOException, PreviewException {
        Manifests manifests = Manifests.read(question.folder, question.changes, question.target, nowMillis);
        List<String> notes = new ArrayList<>();
        List<GatewayDiff> gateways = question.recording == null
                ? List.of()
                : replayed(manifests, RecordingSource.read(question.recording), notes);
        List<ScenarioDiff> scenarios = new ArrayList<>();
        for (Scenario scenario : scenarios(question.scenarios)) {
            for (PolicyChange policy : manifests.policies()) {
                scenarios.add(ScenarioComparison.of(scenario, policy, question.firstSeed, question.lastSeed));
            }
        }
        if (!question.scenarios.isEmpty() && manifests.policies().isEmpty()) {
            notes.add(
                    "Scenarios have providers of their own, so they show changes of a RoutingPolicy only; this change holds none.");
        }
        boolean missed = Stream.concat(
                        gateways.stream().flatMap(each -> each.objectives().stream()),
                        scenarios.stream().flatMap(each -> each.objectives().stream()))
                .anyMatch(ObjectiveDiff::missed);
        return new PreviewReport(missed, gateways, scenarios, notes);
    }

    private static List<GatewayDiff> replayed(
            Manifests manifests, Map<String, List<Reading>> recording, List<String> notes) throws PreviewException {
        List<GatewayDiff> gateways = new ArrayList<>();
        for (ConfigSnapshot after : manifests.after()) {
            List<Reading> readings = recording.getOrDefault(after.gateway(), List.of());
            Optional<ConfigSnapshot> before = manifests.before().stream()
                    .filter(each -> each.gateway().equals(after.gateway()))
                    .findFirst();
            if (readings.size() < 2) {
                notes.add("Of Gateway " + after.gateway() + " nothing was recorded yet.");
            } else {
                gateways.add(GatewayComparison.of(before, after, readings));
            }
        }
        if (gateways.stream().allMatch(each -> each.classes().isEmpty())) {
            throw new PreviewException(
                    "the recording (of %s) holds no request that the manifests (of %s) route; was it made there?"
                            .formatted(
                                    String.join(", ", recording.keySet()),
                                    String.join(
                                            ", ",
                                            manifests.after().stream()
                                                    .map(ConfigSnapshot::gateway)
                                                    .toList())));
        }
        return gateways;
    }

    private static List<Scenario> scenarios(List<String> names) throws IOException, PreviewException {
        if (names.isEmpty()) {
            return List.of();
        }
        ScenarioFiles.Loaded loaded = ScenarioFiles.load(names);
        if (!loaded.problems().isEmpty()) {
            throw new PreviewException(loaded.problems());
        }
        return loaded.scenarios();
    }
}
