package dev.sluice.operator.status.decide;

import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.resolve.Resources;
import dev.sluice.operator.status.Known;
import dev.sluice.operator.status.Usage;
import dev.sluice.operator.status.measure.Measured;
import dev.sluice.operator.status.rollout.Moment;
import dev.sluice.operator.status.rollout.Rollout;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Decides the status of every object of ours. Changes none of what it is given; owned by one thread. */
public final class StatusDecider {
    private final Rollout rollout = new Rollout();
    private final MeasuredDecision measured = new MeasuredDecision(rollout);
    private final GatewayDecision gateways = new GatewayDecision(rollout);
    private final ListenerSetDecision listenerSets = new ListenerSetDecision(rollout);
    private final ProviderDecision providers = new ProviderDecision(measured);
    private final PoolDecision pools = new PoolDecision(measured);
    private final SettledRoutes settled = new SettledRoutes();
    private final PolicyDecision policies = new PolicyDecision(measured);

    public Decided decide(Known known, Usage usage, Measured measurements) {
        Moment moment = new Moment(known, usage, measurements);
        Resources all = known.resources();
        List<HasMetadata> changed = new ArrayList<>();
        decide(all.gatewayClasses(), ClassDecision::decide, moment, changed);
        decide(all.gateways(), gateways::decide, moment, changed);
        decide(all.listenerSets(), listenerSets::decide, moment, changed);
        decide(all.overrides(), OverrideDecision::decide, moment, changed);
        decide(all.policies(), policies::decide, moment, changed);
        decide(all.pools(), pools::decide, moment, changed);
        decide(all.providers(), providers::decide, moment, changed);
        decide(all.parameters(), ParametersDecision::decide, moment, changed);
        decide(all.httpRoutes(), settled.<HTTPRoute>beside(RouteDecision::decide), moment, changed);
        decide(all.grpcRoutes(), settled.<GRPCRoute>beside(RouteDecision::decide), moment, changed);
        decide(all.backendTlsPolicies(), BackendTlsDecision::decide, moment, changed);
        settled.endRound();
        forgetWhatIsGone(all);
        return new Decided(changed, moment.nextMillis());
    }

    private static <T extends HasMetadata> void decide(
            List<T> objects, BiFunction<T, Moment, Optional<T>> decision, Moment moment, List<HasMetadata> changed) {
        objects.forEach(object -> decision.apply(object, moment).ifPresent(changed::add));
    }

    private void forgetWhatIsGone(Resources all) {
        Set<ObjectRef> there = Stream.of(
                        all.gateways(), all.listenerSets(), all.policies(), all.pools(), all.providers())
                .flatMap(List::stream)
                .map(ObjectRef::of)
                .collect(Collectors.toSet());
        rollout.keep(there);
        measured.keep(there);
    }
}
