using Conformance.ReferenceImpl.Hosting;
using Conformance.ReferenceImpl.Lists.Service;
using Conformance.Stack;
using Conformance.Wire.Lists;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Deviations;

internal static partial class ListServiceDeviations
{
    // The header fields of copies.
    private static IReadOnlyList<Deviation> Headers =>
    [
        Fault("C5364-4-02-blind-in-header", "C5364-4-02", "Names the blind recipients in a header field of its own.",
            (copy, message) => copy.Request.Recipients.Any(one => one.Level == CopyControl.Bcc)
                ? message.Add("X-Copied-To", string.Join(", ", copy.Request.Recipients.Where(one => one.Level == CopyControl.Bcc).Select(one => $"<{one.PublicUri}>")))
                : message),
        Fault("C5364-4-11-hidden-in-header", "C5364-4-11", "Names the hidden recipients in a header field of its own.",
            (copy, message) => copy.Request.Recipients.Any(IsHidden) ? message.Add("X-Also-To", string.Join(", ", copy.Request.Recipients.Where(IsHidden).Select(one => $"<{one.PublicUri}>"))) : message),
        Fault("U5365-7.2-01-contact", "U5365-7.2-01", "Copies the issuer's Contact, or adds one.",
            (copy, message) => message.Add("Contact", copy.Request.Message.Value(SipHeader.Contact) ?? $"<{copy.Request.Message.From?.Uri}>")),
        Fault("I3428-4-03-contact", "I3428-4-03", "Adds a Contact of the service.", (copy, message) => message.Add("Contact", $"<{copy.Request.Message.RequestUriText}>")),
        Fault("U5365-7.2-03-own-from", "U5365-7.2-03", "Puts its own URI in From.",
            c => c with { Onward = (copy, message) => message.Edit().Set("From", $"<{copy.Request.Message.To?.Uri}>;tag={message.FromTag}").Build() }),
        Fault("U5365-7.2-03-long-name-only", "U5365-7.2-03", "Knows From by its long name alone, and puts itself where it finds none.",
            c => c with { Onward = (copy, message) => copy.Request.Message.Fields.Any(line => line.Name == "f") ? message.Edit().Set("From", $"<{copy.Request.Message.To?.Uri}>;tag={message.FromTag}").Build() : message }),
        Fault("U5365-7.2-04-same-tag", "U5365-7.2-04", "Keeps the issuer's From tag.", (copy, message) => message.Set("From", copy.Request.Message.Value(SipHeader.From) ?? "")),
        Fault("U5365-7.2-06-same-to", "U5365-7.2-06", "Keeps the issuer's To.", (copy, message) => message.Set("To", copy.Request.Message.Value(SipHeader.To) ?? "")),
        Fault("U5365-7.2-07-off-by-one", "U5365-7.2-07", "Names the next recipient in To.",
            (copy, message) => message.Set("To", $"<{SipAddresses.ForTo(copy.Request.Copies[(copy.Number + 1) % copy.Request.Copies.Count].Target.RequestUri)}>")),
        Fault("U5365-7.2-08-same-call-id", "U5365-7.2-08", "Copies the Call-ID.", (copy, message) => message.Set("Call-ID", copy.Request.Message.CallId ?? "")),
        Fault("U5365-7.2-09-derived-call-id", "U5365-7.2-09", "Derives Call-IDs from the issuer's.", (copy, message) => message.Set("Call-ID", $"{copy.Request.Message.CallId}-{copy.Number + 1}")),
        Fault("U5365-7.2-13-own-credentials", "U5365-7.2-13", "Passes on credentials for its own realm.",
            (copy, message) => copy.Request.Message.Values(SipHeader.Authorization).Aggregate(message.Remove("Authorization"), (m, value) => m.Add("Authorization", value))),
        Fault("U5365-7.2-14-no-proxy-credentials", "U5365-7.2-14", "Drops credentials for other realms.", (_, message) => message.Remove("Proxy-Authorization").Remove("Authorization")),
        Fault("U5365-7.2-14-realm-in-any-case", "U5365-7.2-14", "Takes a realm that differs from its own in case for its own.",
            (copy, message) => message.Build().Values(SipHeader.Authorization).Where(value => !IsLikeOwn(value, copy)).Aggregate(message.Remove("Authorization"), (m, value) => m.Add("Authorization", value))),
        Fault("U5365-7.2-15-same-cseq", "U5365-7.2-15", "Copies the CSeq number.", (copy, message) => message.Set("CSeq", copy.Request.Message.Value(SipHeader.CSeq) ?? "1 MESSAGE")),
        Fault("U5365-7.2-16-counts-down", "U5365-7.2-16", "Counts Max-Forwards down.",
            (copy, message) => message.Set("Max-Forwards", Invariant((copy.Request.Message.MaxForwards ?? 70) - 1))),
        Fault("U5365-7.2-17-keeps-via", "U5365-7.2-17", "Leaves the issuer's Via below its own.",
            c => c with { Onward = (copy, message) => message.Edit().Add("Via", Via(copy, "z9hG4bK" + message.CallId)).Add("Via", copy.Request.Message.Value(SipHeader.Via) ?? "").Build() }),
        Fault("U5365-6-11-drops-expires", "U5365-6-11", "Drops Expires, so that stale messages arrive as fresh ones.", (_, message) => message.Remove("Expires")),
        Fault("U5365-6-11-first-line-only", "U5365-6-11", "Copies the first of several fields of one name.",
            (_, message) => message.Build() is var copy && copy.Values(SipHeader.AcceptContact) is [var first, _, ..] ? message.Set("Accept-Contact", first) : message),
        Fault("I3428-4-07-drops-date", "I3428-4-07", "Copies Expires and drops Date.", (_, message) => message.Remove("Date")),
        Fault("I3428-7-06-date-of-now", "I3428-7-06", "Replaces Date, which revives expired messages.",
            (copy, message) => copy.Request.Message.Has(SipHeader.Date) ? message.Set("Date", "Thu, 31 Dec 2099 23:59:59 GMT") : message),
        Fault("I3323-4.2-01-drops-privacy", "I3323-4.2-01", "Drops Privacy.", (_, message) => message.Remove("Privacy")),
        Fault("I3325-6-01-preferred-identity", "I3325-6-01", "Copies P-Preferred-Identity.",
            (copy, message) => copy.Request.Message.Value(SipHeader.PPreferredIdentity) is { } identity ? message.Add("P-Preferred-Identity", identity) : message),
        Fault("I3428-4-01-no-max-forwards", "I3428-4-01", "Leaves Max-Forwards out.", (_, message) => message.Remove("Max-Forwards")),
        Fault("I3428-4-04-to-tag", "I3428-4-04", "Puts a tag in To, as if in a dialog.", (copy, message) => message.Set("To", $"<{SipAddresses.ForTo(copy.Target.RequestUri)}>;tag=1a2b3c")),
        Fault("I3428-5-03-im-in-route", "I3428-5-03", "Puts an im: URI in Route.", (copy, message) => message.Add("Route", $"<im:{copy.Target.RequestUri.User}@{copy.Target.RequestUri.Host}>")),
        Fault("I3428-5-04-im-in-to", "I3428-5-04", "Writes To with an im: URI.", (copy, message) => message.Set("To", $"<im:{copy.Target.RequestUri.User}@{copy.Target.RequestUri.Host}>")),
        Fault("I3428-8-03-overlaps", "I3428-8-03", "Sends to a URI while another MESSAGE to it is pending.", c => c with { OnePerUri = false }),
        Fault("C5364-8-03-beside-tls", "C5364-8-03", "Sends to the port beside the one for TLS, in clear, where a URI says sips.",
            c => c with { Hop = copy => SipFaults.BesideTls(copy.Target.Hop) }),
        Fault("I3428-8-01-always-udp", "I3428-8-01", "Always uses UDP.",
            c => c with { Hop = copy => copy.Target.Hop is { } hop ? hop with { Transport = TransportKind.Udp } : null }),
        Fault("I3428-8-02-any-size", "I3428-8-02", "Sends more than 1300 octets without knowing the path.", c => c with { TrustsPath = true }),
        Fault("I3261-18.1.1-01-one-datagram", "I3261-18.1.1-01", "Sends by UDP what does not fit.", c => c with { AnySizeOverUdp = true }),
        Fault("I3428-9-01-record-route", "I3428-9-01", "Adds a Record-Route.", (copy, message) => message.Add("Record-Route", $"<{copy.Request.Message.To?.Uri};lr>")),
        Fault("I3428-9-04-lower-case", "I3428-9-04", "Sends copies with the method Message.", (_, message) => message.WithMethod("Message").Set("CSeq", "1 Message")),
        Fault("I3261-8.1.1.7-01-one-branch", "I3261-8.1.1.7-01", "Uses one branch for all copies.",
            c => c with
            {
                Transactional = false,
                Onward = (copy, message) => message.Edit().AddFirst("Via", Via(copy, "z9hG4bK" + copy.Request.Message.CSeq?.Number)).Build(),
            }),
        Fault("U5365-5-01-tag-onward", "U5365-9-01", "Keeps the option tag in Require of the copies.", (_, message) => message.Add("Require", ListGate.Extension)),
    ];

    private static bool IsHidden(Recipient recipient) => recipient is { Hidden: true, Level: not CopyControl.Bcc };

    private static bool IsLikeOwn(string value, Copy copy) => SipCredentials.TryParse(value, out var read)
        && copy.Request.Message.Values(SipHeader.Authorization).Any(other => SipCredentials.TryParse(other, out var own) && own.Username == copy.Request.Account && string.Equals(own.Realm, read.Realm, StringComparison.OrdinalIgnoreCase) && own.Realm != read.Realm);

    private static string Via(Copy copy, string branch)
    {
        var packet = copy.Request.Transaction.Packet;
        var transport = (copy.Target.Hop?.Transport ?? TransportKind.Tcp).ToString().ToUpperInvariant();
        return $"SIP/2.0/{transport} {packet.Local};branch={branch}";
    }

    private static string Invariant(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
