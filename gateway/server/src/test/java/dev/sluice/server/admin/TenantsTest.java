package dev.sluice.server.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TenantsTest {
    @Test
    void theFirstNamesKeepACounterAndLaterOnesShareOne() {
        Tenants tenants = new Tenants();
        for (int i = 0; i < Tenants.MOST_TENANTS; i++) {
            tenants.add("early " + i, false);
        }
        for (int i = 0; i < 1_000; i++) {
            tenants.add("late " + i, true);
        }
        tenants.add("early 7", true);

        assertEquals(Tenants.MOST_TENANTS + 1, tenants.counts().size());
        assertEquals(new Tenants.Count(2, 1, Map.of()), tenants.counts().get("early 7"));
        assertEquals(new Tenants.Count(1_000, 1_000, Map.of()), tenants.counts().get(Tenants.OTHER));
    }

    @Test
    void whatWasPaidIsKeptApartByClientAndCurrency() {
        Tenants tenants = new Tenants();
        tenants.spent("a", "USD", 5);
        tenants.spent("a", "USD", 7);
        tenants.spent("a", "EUR", 1);
        tenants.spent("b", "USD", 0);
        tenants.spent("", "USD", 9);

        assertEquals(
                Map.of("a", new Tenants.Count(0, 0, Map.of("USD", 12L, "EUR", 1L))),
                tenants.counts(),
                "and nobody else");
    }
}
