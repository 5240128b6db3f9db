package dev.sluice.standalone;

import dev.sluice.contract.snapshot.ProviderClass;
import java.util.Arrays;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A provider to simulate: of which class, on which port. */
record SimulatedPort(ProviderClass providerClass, int port) {

    /** Reads {@code CLASS:PORT}, with the class as manifests write it. */
    static final class Converter implements ITypeConverter<SimulatedPort> {
        @Override
        public SimulatedPort convert(String text) {
            String[] parts = text.split(":");
            if (parts.length != 2 || !parts[1].matches("[0-9]{1,5}")) {
                throw new TypeConversionException("'" + text + "' is not CLASS:PORT, for example Hyperscaler:9101");
            }
            ProviderClass named = Arrays.stream(ProviderClass.values())
                    .filter(each -> each.label().equals(parts[0]))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("'" + parts[0] + "' is no class of providers"));
            return new SimulatedPort(named, Integer.parseInt(parts[1]));
        }
    }
}
