package dev.sluice.control.translate.provider;

import dev.sluice.contract.snapshot.Price;
import dev.sluice.control.translate.value.FieldReader;
import dev.sluice.control.translate.value.Findings;
import dev.sluice.crds.v1alpha1.provider.PriceSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prices in integers. */
final class PriceTranslator {
    private PriceTranslator() {}

    static Price translate(@Nullable PriceSpec price, Findings findings) {
        if (price == null) {
            return Price.FREE;
        }
        FieldReader read = new FieldReader(findings);
        List<Price.MethodPrice> methods = new ArrayList<>();
        for (int i = 0; i < price.methods().size(); i++) {
            PriceSpec.MethodPrice method = price.methods().get(i);
            String path = "spec.price.methods[" + i + "].perMillionRequests";
            methods.add(new Price.MethodPrice(method.name(), read.micros(path, method.perMillionRequests(), 0)));
        }
        return new Price(
                price.currency(), read.micros("spec.price.perMillionRequests", price.perMillionRequests(), 0), methods);
    }
}
