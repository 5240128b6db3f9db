package dev.sluice.control.view;

import dev.sluice.control.resolve.ObjectRef;
import org.jspecify.annotations.Nullable;

/** Where a field of an object is written, for objects that come from files. */
@FunctionalInterface
public interface Places {
    /** For objects of an API server, which knows no files. */
    Places NONE = (object, path) -> null;

    /** @param path of the field; empty for the object; @return null where unknown */
    @Nullable
    Line at(ObjectRef object, String path);

    /** A line of a file; lines count from 1. */
    record Line(String file, int number) {}
}
