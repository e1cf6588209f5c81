package io.counterfoil.helpdesk;

import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.mail.SignedMessageId.Claims;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How many mails, from the first of some, may be decided together: those of which none could leave what is looked up for another one.
 * Pure. Rather one too few than one too many: one that is left out is decided in the next round.
 */
final class IntakeTogether {
    private IntakeTogether() {}

    /** By what the mails themselves say: the same people, the same case, the same mail that is answered. */
    static int mails(List<Intake.Reading> readings) {
        Set<String> used = new HashSet<>();
        int together = 0;
        for (Intake.Reading reading : readings) {
            if (!joins(used, words(reading))) {
                return together;
            }
            together++;
        }
        return together;
    }

    private static Set<String> words(Intake.Reading reading) {
        Arrived arrived = reading.arrived();
        Set<String> words = new HashSet<>();
        // contacts that are made
        IntakeReader.addresses(arrived).forEach(address -> words.add("person " + address.key()));
        arrived.from()
                .flatMap(reading.settings()::supplier)
                .ifPresent(supplier -> words.add("supplier " + supplier.code()));
        // what goes into a case, and its people
        arrived.tagged().forEach(number -> words.add("case " + number));
        arrived.ours().stream().map(Claims::caseNumber).forEach(number -> words.add("case " + number));
        // by which a case is found
        arrived.messageKey().ifPresent(key -> words.add("mail " + key));
        arrived.references().forEach(key -> words.add("mail " + key));
        return words;
    }

    /**
     * By what is known of them: the same case under whatever number. A number that no case has yet may be one that is being given, and
     * what goes on with a closed case may be being made: such a mail begins.
     */
    static int cases(List<Known> known) {
        Set<CaseNumber> used = new HashSet<>();
        int together = 0;
        for (Known each : known) {
            boolean begins = !each.cases().keySet().containsAll(each.named())
                    || each.cases().values().stream()
                            .anyMatch(atHand -> atHand.supportCase().state() == CaseState.CLOSED);
            Set<CaseNumber> numbers = new HashSet<>(each.named());
            each.cases().values().forEach(atHand -> {
                numbers.add(atHand.number());
                SupportCase followUp = atHand.followUp();
                if (followUp != null) {
                    numbers.add(followUp.number());
                }
            });
            if ((begins && together > 0) || !joins(used, numbers)) {
                return together;
            }
            together++;
        }
        return together;
    }

    private static <T> boolean joins(Set<T> used, Set<T> more) {
        boolean joins = more.stream().noneMatch(used::contains);
        used.addAll(more);
        return joins;
    }
}
