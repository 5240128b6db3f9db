package dev.sluice.contract.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConstraintsTest {

    @Test
    void aProviderWithoutJurisdictionIsOutAsSoonAsOneIsAskedFor() {
        assertTrue(Constraints.NONE.permits(in()));
        assertFalse(law(List.of("DE"), List.of()).permits(in()));
        assertFalse(law(List.of(), List.of("US")).permits(in()));
    }

    @Test
    void everyDeclaredJurisdictionMustBeAllowedAndNoneDenied() {
        assertTrue(law(List.of("DE", "FR"), List.of()).permits(in("DE")));
        assertFalse(law(List.of("DE"), List.of()).permits(in("DE", "US")));
        assertFalse(law(List.of(), List.of("US")).permits(in("DE", "US")));
        assertTrue(law(List.of(), List.of("US")).permits(in("DE")));
    }

    @Test
    void deniedClassesOrganizationsAndMissingCapabilitiesAreOut() {
        assertFalse(bounds(List.of(ProviderClass.EDGE), List.of(), List.of()).permits(in("DE")));
        assertFalse(bounds(List.of(), List.of("acme"), List.of()).permits(in("DE")));
        assertFalse(bounds(List.of(), List.of(), List.of("Archive")).permits(in("DE")));
        assertTrue(bounds(List.of(), List.of(), List.of("Logs")).permits(in("DE")));
    }

    @Test
    void credentialsNeverShowTheirValues() {
        assertEquals(
                "Credentials[revision=3, ids=[default/s/token]]",
                new Credentials(3, Map.of("default/s/token", "very-secret")).toString());
    }

    private static Constraints law(List<String> allowed, List<String> denied) {
        return new Constraints(allowed, denied, List.of(), List.of(), List.of(), List.of(), false);
    }

    private static Constraints bounds(List<ProviderClass> classes, List<String> organizations, List<String> required) {
        return new Constraints(List.of(), List.of(), classes, organizations, required, List.of(), false);
    }

    private static Provider in(String... jurisdictions) {
        return new Provider(
                "default/p",
                ProviderClass.EDGE,
                "acme",
                new Provider.Location("r", "", "", 0, List.of(jurisdictions)),
                Api.HTTP,
                List.of("Logs"),
                List.of(new Endpoint("127.0.0.1", 1, false, "", null, Endpoint.Protocol.HTTP1, null)),
                List.of(),
                Price.FREE,
                new Provider.Capacity(0, 0),
                Provider.Quota.NONE,
                null);
    }
}
