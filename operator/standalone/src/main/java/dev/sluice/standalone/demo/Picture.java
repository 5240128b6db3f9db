package dev.sluice.standalone.demo;

import dev.sluice.contract.snapshot.RequestClass;
import dev.sluice.control.view.PlanView;
import dev.sluice.control.view.Sample.ProviderSample;
import dev.sluice.control.view.Screen;
import dev.sluice.simulation.demo.DemoScenario;
import dev.sluice.simulation.demo.DemoWorld;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes a frame of what the run shows and where the story is. */
final class Picture {
    private static final String NAMESPACE = "default/";

    private final DemoWorld world;
    private final String url;

    Picture(DemoWorld world, String url) {
        this.world = world;
        this.url = url;
    }

    Frame of(Screen screen, Frame.Clients clients) {
        Map<String, ProviderSample> measured = samples(screen).stream()
                .collect(Collectors.toMap(ProviderSample::provider, Function.identity(), (first, second) -> first));
        List<Frame.Row> rows = plans(screen).stream()
                .map(plan -> row(plan, measured.get(plan.provider())))
                .toList();
        DemoScenario.Phase phase = world.phase();
        return new Frame(
                (int) TimeUnit.NANOSECONDS.toSeconds(world.elapsedNanos()),
                (int) world.scenario().length().toSeconds(),
                elapsedWords(phase, measured.get(NAMESPACE + world.preferred())),
                phase != DemoScenario.Phase.HEALTHY && phase != DemoScenario.Phase.RECOVERED,
                rows,
                clients,
                url);
    }

    /** What the preferred provider gets, if it was measured yet. */
    Optional<ProviderSample> preferred(Screen screen) {
        return samples(screen).stream()
                .filter(sample -> sample.provider().equals(NAMESPACE + world.preferred()))
                .findFirst();
    }

    private static List<ProviderSample> samples(Screen screen) {
        return screen.latest().gateways().stream()
                .flatMap(gateway -> gateway.pools().stream())
                .flatMap(pool -> pool.providers().stream())
                .toList();
    }

    private static List<PlanView.ProviderPlan> plans(Screen screen) {
        return screen.plan().gateways().stream()
                .flatMap(gateway -> gateway.policies().stream())
                .flatMap(policy -> policy.pools().stream())
                .flatMap(pool -> pool.classes().stream())
                .filter(requestClass -> requestClass.requestClass().equals(RequestClass.DEFAULT))
                .flatMap(requestClass -> requestClass.providers().stream())
                .toList();
    }

    private static Frame.Row row(PlanView.ProviderPlan plan, @Nullable ProviderSample measured) {
        return new Frame.Row(
                plan.provider().substring(NAMESPACE.length()),
                plan.providerClass(),
                measured == null ? plan.health() : measured.health(),
                measured == null || measured.share() == null ? plan.share() : measured.share(),
                measured == null ? null : measured.p95Millis(),
                measured == null ? null : measured.errorRate(),
                plan.price().perMillionRequests(),
                plan.reason());
    }

    private String elapsedWords(DemoScenario.Phase phase, @Nullable ProviderSample preferred) {
        return world.elapsedNanos() == 0 ? "warming up" : words(phase, preferred);
    }

    private String words(DemoScenario.Phase phase, @Nullable ProviderSample preferred) {
        String name = world.preferred();
        return switch (phase) {
            case HEALTHY -> "all providers are well";
            case SLOWING ->
                name + " gets slower"
                        + (preferred == null || preferred.p95Millis() == null
                                ? ""
                                : ": p95 " + Figures.millis(preferred.p95Millis()));
            case FAILING ->
                name + " is failing"
                        + (preferred == null || preferred.errorRate() == null
                                ? ""
                                : ": " + Figures.percent(preferred.errorRate()) + " errors");
            case DOWN -> name + " is down";
            case RECOVERING -> name + " is coming back";
            case RECOVERED -> name + " is well again; its traffic returns step by step";
        };
    }
}
