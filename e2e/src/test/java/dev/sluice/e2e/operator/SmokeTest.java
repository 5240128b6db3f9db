package dev.sluice.e2e.operator;

import dev.sluice.e2e.operator.load.Call;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The chart installs and the quickstart is answered. Both stay where the cluster does. */
@Tag("e2e")
@Tag("smoke")
@Order(Suites.SMOKE)
@ExtendWith(SluiceExtension.class)
class SmokeTest {
    private final Sluice sluice;

    SmokeTest(Sluice sluice) {
        this.sluice = sluice;
    }

    @Test
    void theQuickstartIsAnswered() {
        Quickstart quickstart = new Quickstart(sluice);

        quickstart.apply();

        quickstart.edge().untilAnswers(Call.blockNumber("/eth"));
    }
}
