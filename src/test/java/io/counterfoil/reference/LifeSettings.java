package io.counterfoil.reference;

import java.util.EnumSet;
import java.util.Set;

/**
 * How large and how wild made-up lives are.
 *
 * @param interfaces 1 or 2 wallets of the organizer; interface codes are {@code mobile-1} and {@code mobile-2}
 * @param changesPerPoll how many changes come between two polls on average, 0: one poll at the end
 * @param smallestPage entries in a page, before anything is repeated
 * @param largestPage entries in a page, before anything is repeated
 */
public record LifeSettings(
        int tickets,
        int people,
        int changes,
        int interfaces,
        Form form,
        int changesPerPoll,
        int smallestPage,
        int largestPage,
        Set<LifeFeature> features) {

    /** What a wallet's diff tells. */
    public enum Form {
        EVERY_CHANGE,
        LAST_STATE
    }

    /** A small world in which everything happens. */
    public static LifeSettings everything(Form form) {
        return new LifeSettings(12, 16, 120, 2, form, 15, 1, 9, EnumSet.allOf(LifeFeature.class));
    }

    /** A small world of proper transfers, delivered as they should be. */
    public static LifeSettings plain(Form form) {
        return new LifeSettings(12, 16, 120, 1, form, 15, 1, 9, EnumSet.noneOf(LifeFeature.class));
    }

    /** The benchmark's world: sound entries of every change, in order, in full pages of 1,000. */
    public static LifeSettings benchmark(int tickets, int changes) {
        return new LifeSettings(
                tickets,
                Math.max(tickets / 2, 10),
                changes,
                1,
                Form.EVERY_CHANGE,
                0,
                1000,
                1000,
                EnumSet.of(
                        LifeFeature.RETURNS,
                        LifeFeature.CORRECTED_RECIPIENTS,
                        LifeFeature.CONTROLS,
                        LifeFeature.DELETIONS,
                        LifeFeature.USE_WHILE_PENDING));
    }

    /** The same with other features. */
    public LifeSettings with(Set<LifeFeature> others) {
        return new LifeSettings(
                tickets, people, changes, interfaces, form, changesPerPoll, smallestPage, largestPage, others);
    }

    /** The same without some features. */
    public LifeSettings without(LifeFeature... unwanted) {
        EnumSet<LifeFeature> rest = EnumSet.noneOf(LifeFeature.class);
        rest.addAll(features);
        rest.removeAll(Set.of(unwanted));
        return with(rest);
    }

    /** The same with another number of interfaces. */
    public LifeSettings withInterfaces(int number) {
        return new LifeSettings(
                tickets, people, changes, number, form, changesPerPoll, smallestPage, largestPage, features);
    }

    boolean has(LifeFeature feature) {
        return features.contains(feature);
    }
}
