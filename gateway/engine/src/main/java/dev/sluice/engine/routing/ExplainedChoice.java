package dev.sluice.engine.routing;

import dev.sluice.contract.explain.Explanation.Candidate;
import dev.sluice.contract.explain.Explanation.Choice;
import dev.sluice.contract.explain.Explanation.EndpointState;
import dev.sluice.contract.explain.Explanation.Next;
import dev.sluice.contract.snapshot.Constraints;
import dev.sluice.contract.snapshot.Provider;
import dev.sluice.contract.snapshot.RequestClass;
import dev.sluice.engine.health.EndpointLoad;
import dev.sluice.engine.health.ProviderHealth;
import dev.sluice.engine.model.CandidateSet;
import dev.sluice.engine.model.CompiledBackend;
import dev.sluice.engine.model.CompiledEndpoint;
import dev.sluice.engine.model.CompiledProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The choice of one request in words and figures. Pickers that draw or take turns are asked many times, each time from
 * where the pick before left them, so that it shows how often each candidate is picked as things are. Used once.
 */
final class ExplainedChoice {
    private static final int PICKS = 1_000;

    private final LoopView view;
    private final CompiledBackend.Service service;
    private final Exchange exchange;
    private final CandidateSet set;
    private final CandidateFilter filter;
    private final Pick left;
    private final long nowNanos;
    private final int[] picked;
    private final int[] pickedEndpoints;

    /** @param left what the filter came to; its scratch is read, so it must not be used meanwhile */
    ExplainedChoice(
            LoopView view,
            CompiledBackend.Service service,
            Exchange exchange,
            CandidateFilter filter,
            Pick left,
            long nowNanos) {
        this.view = view;
        this.service = service;
        this.exchange = exchange;
        this.set = exchange.candidates();
        this.filter = filter;
        this.left = left;
        this.nowNanos = nowNanos;
        picked = new int[set.candidates().size()];
        pickedEndpoints = new int[view.serving.endpoints.size()];
    }

    /** @return the first pick; null where nobody is left */
    @Nullable
    Next draw(Pickers pickers, RandomGenerator random) {
        if (left != Pick.PICKED) {
            return null;
        }
        PowerOfTwoChoices endpoints = new PowerOfTwoChoices(random);
        Next next = null;
        for (int i = 0; i < PICKS; i++) {
            int candidate = pickers.pick(view, exchange, filter.sharesPpm(), nowNanos);
            CompiledProvider provider = set.candidates().get(candidate).provider();
            CompiledEndpoint endpoint = endpoints.pick(view.serving, exchange, provider, nowNanos);
            picked[candidate]++;
            pickedEndpoints[endpoint.index()]++;
            next = next == null ? new Next(provider.id(), provider.endpoints().indexOf(endpoint)) : next;
        }
        return next;
    }

    Choice choice(@Nullable Next next) {
        boolean planned = view.serving.plannedPpm(set, nowNanos) != null;
        return new Choice(
                set.key().requestClass(),
                set.pool().pool().loadBalancer().name(),
                planned ? "Plan" : "Declared",
                filter.isPanic(),
                view.serving.refusedPpm(set, nowNanos),
                next == null ? 0 : PICKS,
                candidates(),
                next);
    }

    private List<Candidate> candidates() {
        List<Candidate> all = new ArrayList<>();
        for (CompiledProvider member : set.pool().members()) {
            int index = indexOf(member);
            all.add(index < 0 ? neverPermitted(member) : candidate(index));
        }
        return all;
    }

    private int indexOf(CompiledProvider member) {
        for (int i = 0; i < set.candidates().size(); i++) {
            if (set.candidates().get(i).provider() == member) {
                return i;
            }
        }
        return -1;
    }

    /** By what the compiler left it out. */
    private Candidate neverPermitted(CompiledProvider member) {
        RequestClass requestClass = service.policy().classifier().classes().get(exchange.requestClass);
        Constraints.Objection objection =
                service.policy().policy().constraints().objection(member.provider());
        String by = objection == null ? "Capability" : word(objection);
        String detail = objection == null
                ? "the class asks for " + String.join(", ", requestClass.requiredCapabilities())
                : null;
        return candidate(member, 0, 0, 0, by, detail, 0);
    }

    private static String word(Constraints.Objection objection) {
        return switch (objection) {
            case JURISDICTION -> "Jurisdiction";
            case CLASS -> "Class";
            case ORGANIZATION -> "Organization";
            case CAPABILITY -> "Capability";
        };
    }

    private Candidate candidate(int index) {
        CandidateSet.Candidate candidate = set.candidates().get(index);
        int[] planned = view.serving.plannedPpm(set, nowNanos);
        int[] shares = planned == null ? view.serving.declaredPpm(set, nowNanos) : planned;
        Removal by = filter.removedBy(index);
        return candidate(
                candidate.provider(),
                candidate.priority(),
                shares[index],
                by == null ? filter.sharesPpm()[index] : 0,
                by == null ? null : by.word(),
                by == Removal.WITHHELD || by == Removal.HEALTH
                        ? health(candidate.provider()).sight().lastError()
                        : null,
                picked[index]);
    }

    private Candidate candidate(
            CompiledProvider compiled,
            int priority,
            int sharePpm,
            int weightPpm,
            @Nullable String removedBy,
            @Nullable String detail,
            int timesPicked) {
        Provider provider = compiled.provider();
        return new Candidate(
                provider.id(),
                provider.providerClass().name(),
                provider.organization(),
                priority,
                sharePpm,
                weightPpm,
                removedBy,
                detail,
                health(compiled).inFlight(),
                timesPicked,
                compiled.endpoints().stream().map(this::endpoint).toList());
    }

    private EndpointState endpoint(CompiledEndpoint endpoint) {
        EndpointLoad load = view.serving.endpoints.get(endpoint.index());
        String host = endpoint.endpoint().host();
        return new EndpointState(
                (host.contains(":") ? "[" + host + "]" : host) + ":"
                        + endpoint.endpoint().port(),
                Math.round(load.cost(nowNanos)),
                load.pending(),
                pickedEndpoints[endpoint.index()]);
    }

    private ProviderHealth health(CompiledProvider provider) {
        return view.serving.providers.get(provider.index());
    }
}
