/** Giving out a whole under limits: of each, of groups, and in the order in which soft ones give way. Plain arithmetic on fractions. */
@NullMarked
package dev.sluice.control.plan.fill;

import org.jspecify.annotations.NullMarked;
