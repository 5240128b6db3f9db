package dev.sluice.contract.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class RequestClassTest {
    private static RequestClass writes(RequestClass.WriteMode mode, String... capabilities) {
        return new RequestClass("writes", List.of(), List.of(), List.of(), 50, mode, List.of(capabilities), null, 0);
    }

    @Test
    void aPrivateClassNeedsProvidersThatKeepTransactionsPrivateWhateverElseItNeeds() {
        assertEquals(
                List.of("Trace", "PrivateTransactions"),
                writes(RequestClass.WriteMode.PRIVATE, "Trace").requiredCapabilities());
        assertEquals(
                List.of("PrivateTransactions"),
                writes(RequestClass.WriteMode.PRIVATE, "PrivateTransactions").requiredCapabilities());
        assertEquals(List.of(), writes(RequestClass.WriteMode.BROADCAST).requiredCapabilities());
    }

    @Test
    void aSnapshotThatDoesNotSayHowManyBroadcastsToThree() {
        assertEquals(3, writes(RequestClass.WriteMode.BROADCAST).broadcastProviders());
    }
}
