package dev.sluice.server.token;

import dev.sluice.contract.snapshot.Authentication;
import dev.sluice.engine.clients.TokenVerifier;
import dev.sluice.engine.model.CompiledPolicy;
import dev.sluice.engine.model.RuntimeModel;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One verifier for each way tokens are wanted, kept over snapshots with what it remembers. Called by one change at a time. */
public final class JwtVerifiers {
    private final Map<Authentication.Jwt, TokenVerifier> verifiers = new HashMap<>();

    public synchronized TokenVerifier of(Authentication.Jwt wanted) {
        return verifiers.computeIfAbsent(wanted, JwtVerifier::new);
    }

    /** Forgets those that a model does not need. */
    public synchronized void retain(RuntimeModel model) {
        Set<Authentication.Jwt> inUse =
                model.policies().stream().flatMap(JwtVerifiers::wanted).collect(Collectors.toSet());
        verifiers.keySet().retainAll(inUse);
    }

    private static Stream<Authentication.Jwt> wanted(CompiledPolicy policy) {
        return Optional.ofNullable(policy.policy().clients().authentication())
                .flatMap(each -> Optional.ofNullable(each.jwt()))
                .stream();
    }
}
