/**
 * What mails mean: to which case they belong, who wrote them, and what becomes of the case. In: mails that are stored, agents' acts.
 * Out: cases, their entries, and mails. The story of a mail: {@code Intake}; its rules: {@code IdTags}, {@code TagSetting}. What is
 * written: texts by {@code MailTemplate}; what answers itself: {@code AutomaticAnswer}, {@code LoopBudget}; hours: {@code BusinessHours}.
 * Owns tables mailbox_tag, supplier, supplier_address, case_counter, support_case, case_entry, case_participant, case_message, case_link,
 * case_ticket, case_file, mail_verdict, held_mail, blocked_sender, mail_template, mail_brand, capture_rule, case_field, supplier_mark,
 * supplier_reference, saved_case_filter, answer_budget, answer_breaker, desk_setting, service_target, case_reminder, case_watcher,
 * canned_answer, case_draft, begun_case and case_presence.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "database", "journal", "organizers", "contacts", "tickets", "mail"})
package io.counterfoil.helpdesk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
