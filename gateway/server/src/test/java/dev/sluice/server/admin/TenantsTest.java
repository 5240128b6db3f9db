package dev.sluice.server.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
        assertEquals(new Tenants.Count(2, 1), tenants.counts().get("early 7"));
        assertEquals(new Tenants.Count(1_000, 1_000), tenants.counts().get(Tenants.OTHER));
    }
}
