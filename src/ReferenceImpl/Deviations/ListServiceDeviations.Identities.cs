using Conformance.ReferenceImpl.Hosting;
using Conformance.ReferenceImpl.Lists.Service;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Deviations;

internal static partial class ListServiceDeviations
{
    // Who the sender is said to be, and the permissions of recipients.
    private static IReadOnlyList<Deviation> Identities =>
    [
        Fault("U5365-7.2-05-from-stays", "U5365-7.2-05", "Gives privacy by leaving out what else names the sender, but not in From.",
            (copy, message) => message.Set("From", copy.Request.Message.From?.WithParameter("tag", "f" + copy.Number).ToString() ?? "")),
        Identity("U5365-7.2-10-drops-asserted", "U5365-7.2-10", "Drops P-Asserted-Identity between nodes that trust each other.", i => i with { ShowsAsserted = (_, _) => false }),
        Identity("U5365-7.2-11-header-shows", "U5365-7.2-11", "Withholds P-Asserted-Identity for Privacy: id only.", i => i with { ShowsAsserted = (copy, wish) => copy.GoesToTrust || !wish.Has("id") }),
        Identity("U5365-7.2-12-asserts-from", "U5365-7.2-12", "Asserts whatever the sender claims in From.", i => i with { Inserted = (request, _) => $"<{request.Message.From?.Uri}>" }),
        Identity("I3325-7-01-strips-always", "I3325-7-01", "Never lets P-Asserted-Identity out of the trust domain, even where the sender wants no privacy.", i => i with { ShowsAsserted = (copy, _) => copy.GoesToTrust }),
        Fault("I3323-5-01-ignores-critical", "I3323-5-01", "Passes messages on without the privacy that they cannot do without.", Without(gate => gate.Privacy)),
        Fault("F5363-5.2-07-consent-for-all", "F5363-5.2-07", "Takes the consent to one issuer for consent to all.", c => c with { AsksConsentByIssuer = false }),
        Fault("F5363-5.2-11-asks-them-all", "F5363-5.2-11", "Asks everybody on a refused list for permission.",
            c => c with { BesideRefusal = (host, request, status) => status == 470 ? [.. request.Copies.Select(copy => (Ask(host, copy), copy.Target.Hop))] : [] }),
        Fault("I5360-5.11.1-01-no-trigger", "I5360-5.11.1-01", "Does not say how to take a permission back.", c => c with { TriggerConsent = (_, _) => null }),
        Fault("I5360-5.11.1-02-names-recipient", "I5360-5.11.1-02", "Names the recipient as target of the translation.",
            c => c with { TriggerConsent = (copy, permission) => $"{permission};target-uri=\"{copy.Recipient.PublicUri}\"" }),
        Fault("6.2-02-first-only", "RCPT-6.2-02", "Sends instant messages to the first of a list only.", Serving(all => [all[0]])),
    ];

    private static Deviation<ListServiceConduct> Identity(string id, string requirement, string text, Func<IdentityConduct, IdentityConduct> edit) =>
        Fault(id, requirement, text, c => c with { Identity = edit(c.Identity) });

    private static SipMessage Ask(SipHost host, Copy copy) =>
        host.NewRequest("MESSAGE", copy.Target.RequestUri.ToString(), SipAddresses.ForTo(copy.Target.RequestUri), host.RecordOf(copy.Request.User))
            .Body("May I pass on messages to you?"u8.ToArray(), "text/plain")
            .Build();
}
