package dev.sluice.standalone.manifest.yaml;

/** Leaves the recursive composer; never leaves this package. */
final class YamlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    final transient Position at;

    YamlException(Position at, String reason) {
        super(reason, null, false, false);
        this.at = at;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
