package dev.sluice.contract.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.contract.codec.CodecException;
import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.plan.PlanKey;
import dev.sluice.contract.snapshot.Credentials;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class CredentialsAndPlanTest {
    private static final Plan PLAN = new Plan(
            "default/edge",
            2,
            5,
            60_000_000_000L,
            List.of(new Plan.Entry(
                    new PlanKey("default/p", "default/eth", "reads"),
                    false,
                    List.of(new Plan.Share("default/a", Plan.WHOLE)))));

    @Test
    void credentialsComeBackAsWritten() throws CodecException {
        Credentials written = new Credentials(4, Map.of("default/keys/api", "s3cr\u00e9t\n\"", "other/x/tls.key", ""));

        assertEquals(written, CredentialsData.read(CredentialsData.write(written)));
    }

    @Test
    void equalCredentialsGiveEqualBytes() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("b", "2");
        values.put("a", "1");

        assertArrayEquals(
                CredentialsData.write(new Credentials(1, Map.of("a", "1", "b", "2")))
                        .get("credentials"),
                CredentialsData.write(new Credentials(1, values)).get("credentials"));
    }

    @Test
    void damagedCredentialsAreRefusedInWordsThatHoldNoSecret() {
        byte[] whole = CredentialsData.write(new Credentials(1, Map.of("default/keys/api", "s3cr3t")))
                .get("credentials");
        RandomGenerator random = World.seeded(11);
        for (int run = 0; run < 500; run++) {
            byte[] cut = java.util.Arrays.copyOf(whole, random.nextInt(whole.length));
            CodecException told =
                    assertThrows(CodecException.class, () -> CredentialsData.read(Map.of("credentials", cut)));
            assertFalse(told.getMessage().contains("s3cr"), told.getMessage());
            assertNull(told.getCause());
        }
        assertThrows(CodecException.class, () -> CredentialsData.read(Map.of()));
        assertThrows(CodecException.class, () -> CredentialsData.read(Map.of("credentials", "null".getBytes(UTF_8))));
    }

    @Test
    void aPlanComesBackWithItsLease() throws CodecException {
        PlanLease lease = new PlanLease(PLAN, 17);

        assertEquals(lease, PlanLease.read(lease.write()));
    }

    @Test
    void aDamagedPlanIsRefused() {
        Map<String, String> good = new PlanLease(PLAN, 17).write();
        for (int length = 0; length < good.get("plan").length(); length++) {
            String cut = good.get("plan").substring(0, length);
            assertThrows(CodecException.class, () -> PlanLease.read(Map.of("plan", cut, "renewal", "17")));
        }
        assertThrows(CodecException.class, () -> PlanLease.read(Map.of("plan", good.get("plan"))));
        assertThrows(CodecException.class, () -> PlanLease.read(Map.of("plan", good.get("plan"), "renewal", "soon")));
        assertThrows(
                CodecException.class,
                () -> PlanLease.read(Map.of("plan", good.get("plan").replace("1000000", "999999"), "renewal", "17")));
        assertThrows(CodecException.class, () -> PlanLease.read(Map.of("plan", "null", "renewal", "17")));
    }
}
