using Conformance.Harness.Evidence;
using Conformance.Harness.Ledger;
using Conformance.Harness.Rules;
using Conformance.Wire.Sip;
using static Conformance.Scenarios.Rules.ListRuleKinds;

namespace Conformance.Scenarios.Rules;

/// <summary>The header fields of copies against those of the list request (RFC 5365 7.2).</summary>
public static class ListCopyHeaderRules
{
    // Below this a sequence number may be anybody's (A-48).
    private const uint Unusual = 1000;

    // Carried over by default (A-31). Losing one is a finding, changing one is not.
    private static readonly SipHeader[] Significant =
    [
        SipHeader.Subject, SipHeader.Priority, SipHeader.Date, SipHeader.Expires, SipHeader.ReplyTo, SipHeader.InReplyTo, SipHeader.Organization, SipHeader.CallInfo,
        SipHeader.AcceptContact, SipHeader.RejectContact, SipHeader.Privacy,
    ];

    /// <summary>The rules.</summary>
    public static IReadOnlyList<IRule> All { get; } =
    [
        Copy("U5365-7.2-01", "a copy is a MESSAGE as RFC 3428 makes it, without Contact", c =>
            c.Sip.Value(SipHeader.Contact) is { } contact ? new("no Contact", $"Contact: {contact}", c.Message.RangeOf(SipHeader.Contact)) : null),
        Made("U5365-7.2-03", "From names the sender as he named himself", SameSender),
        Made("U5365-7.2-04", "the From tag of a copy is the service's own", (c, call) =>
            c.Sip.FromTag is not { Length: > 0 } tag ? new("a From tag", "none", c.Message.RangeOf(SipHeader.From))
            : tag == call.Message.Sip?.FromTag ? new("a new From tag", $"the sender's, {tag}", c.Message.RangeOf(SipHeader.From)) : null),
        Made("U5365-7.2-06", "To is made from the recipient's URI", (c, call) =>
            c.Sip.To is { } to && call.Message.Sip?.To is { } before && to.Uri.EquivalentTo(before.Uri) && !SameUser(to.Uri, c.Sip.RequestUri)
                ? new($"To with {c.Sip.RequestUriText}", $"the To of the list request, {to.Uri}", c.Message.RangeOf(SipHeader.To)) : null),
        Copy("U5365-7.2-07", "To and Request-URI name the same target", c =>
            c.Sip.To is { } to && SameUser(to.Uri, c.Sip.RequestUri) ? null : new($"To with {c.Sip.RequestUriText}", $"To: {c.Sip.Value(SipHeader.To)}", c.Message.RangeOf(SipHeader.To))),
        Made("U5365-7.2-08", "a copy has a new Call-ID", (c, call) =>
            c.Sip.CallId == call.Message.Sip?.CallId ? new("a new Call-ID", $"that of the list request, {c.Sip.CallId}", c.Message.RangeOf(SipHeader.CallId)) : null),
        Any("U5365-7.2-09", "Call-IDs are each copy's own and are made from nothing of the sender's", OwnCallId),
        Made("U5365-7.2-13", "credentials for the service's realm stay with the service", (_, call) => Credentials(call.Message).Any(), (c, call) =>
            Credentials(c.Message).FirstOrDefault(x => call.Realms.Contains(x.Credentials?.Realm ?? "")) is { Text: { } text } && Credentials(call.Message).Any(x => x.Text == text)
                ? new("no credentials for the realm of the service", text, c.Message.RangeOf(text)) : null),
        Made("U5365-7.2-14", "credentials for other realms travel on in the same field", (_, call) => Foreign(call).Any(), (c, call) =>
        {
            var carried = Credentials(c.Message).Select(x => (x.Header, x.Text)).ToHashSet();
            return Foreign(call).FirstOrDefault(x => !carried.Contains((x.Header, x.Text))) is { Text: { } lost }
                ? new($"{lost} unchanged", "no such credentials") : null;
        }),
        Any("U5365-7.2-15", "CSeq is counted apart from the list request's", (m, traffic) => Mirrors(
            m,
            traffic,
            (_, call) => call.Sip?.CSeq?.Number >= Unusual,
            (copy, call) => copy.CSeq?.Number == call.CSeq?.Number,
            call => call.CSeq?.Number,
            copy => new("a number of the service's own", $"CSeq: {copy.Sip.Value(SipHeader.CSeq)}", copy.Message.RangeOf(SipHeader.CSeq)))),
        Any("U5365-7.2-16", "Max-Forwards starts anew", (m, traffic) => Mirrors(
            m,
            traffic,
            (_, call) => call.Sip?.MaxForwards is { } hops and not 70,
            (copy, call) => copy.MaxForwards == call.MaxForwards || copy.MaxForwards == call.MaxForwards - 1,
            call => call.MaxForwards,
            copy => new("70", $"Max-Forwards: {copy.Sip.Value(SipHeader.MaxForwards)}", copy.Message.RangeOf(SipHeader.MaxForwards)))),
        Copy("U5365-7.2-16", "Max-Forwards begins with 70", c => c.Sip.MaxForwards is null or 70 ? null
            : new("70", $"Max-Forwards: {c.Sip.Value(SipHeader.MaxForwards)}", c.Message.RangeOf(SipHeader.MaxForwards)) { Severity = Severity.Finding, Reading = "A-48" }),
        Copy("U5365-7.2-17", "a copy leaves with one Via, the service's", c =>
            c.Sip.Vias.Count == 1 ? null : new("one Via", $"{c.Sip.Vias.Count}: {string.Join(", ", c.Sip.Vias)}", c.Message.RangeOf(SipHeader.Via))),
        Copy("U5365-9-01", "a copy does not require the list extension of its recipient", c =>
            c.Sip.Values(SipHeader.Require).Contains("recipient-list-message", StringComparer.OrdinalIgnoreCase)
                ? new("no such option tag", $"Require: {c.Sip.Value(SipHeader.Require)}", c.Message.RangeOf(SipHeader.Require)) { Reading = "A-32" } : null),
        Made("U5365-6-11", "the significant header fields are carried over", (_, call) => Significant.Any(h => call.Message.Sip?.Has(h) == true), CarriedOver),
        Made("I3428-7-06", "Date is passed on as it came, so that what has expired stays so", (_, call) => call.Message.Sip?.Has(SipHeader.Date) == true, (c, call) =>
            c.Sip.Value(SipHeader.Date) is { } date && date != call.Message.Sip?.Value(SipHeader.Date)
                ? new($"Date: {call.Message.Sip?.Value(SipHeader.Date)}", $"Date: {date}", c.Message.RangeOf(SipHeader.Date)) : null),
        Made("I3323-4.2-01", "Privacy: none is passed on", (_, call) => call.Message.Sip?.Value(SipHeader.Privacy)?.Trim().Equals("none", StringComparison.OrdinalIgnoreCase) == true, (c, _) =>
            c.Sip.Value(SipHeader.Privacy)?.Trim().Equals("none", StringComparison.OrdinalIgnoreCase) == true ? null
            : new("Privacy: none", c.Sip.Value(SipHeader.Privacy) is { } other ? $"Privacy: {other}" : "no Privacy")),
        Made("I3325-5-01", "an identity that nobody vouches for is not passed on", (_, call) => call.Service.TrustsSource != true && call.Message.Sip?.Has(SipHeader.PAssertedIdentity) == true, (c, call) =>
            c.Sip.Values(SipHeader.PAssertedIdentity).Intersect(call.Message.Sip?.Values(SipHeader.PAssertedIdentity) ?? []).FirstOrDefault() is { } forged
                ? new("no such P-Asserted-Identity", forged, c.Message.RangeOf(SipHeader.PAssertedIdentity)) : null),
        Made("I3325-6-01", "P-Preferred-Identity ends at the service", (_, call) => call.Message.Sip?.Has(SipHeader.PPreferredIdentity) == true, (c, _) =>
            c.Sip.Value(SipHeader.PPreferredIdentity) is { } identity ? new("no P-Preferred-Identity", identity, c.Message.RangeOf(SipHeader.PPreferredIdentity)) : null),
        Any("I3261-8.1.1.7-01", "each request has a branch of its own", (m, traffic) =>
            m is not { IsRequest: true, FromSut: true, Sip: { Method: "MESSAGE" } sip } ? RuleOutcome.NotApplicable
            : sip.TopVia?.Branch is not { } branch || !branch.StartsWith("z9hG4bK", StringComparison.Ordinal)
                ? RuleOutcome.Broken("a branch that begins z9hG4bK", sip.TopVia?.Branch ?? "none", m.RangeOf(SipHeader.Via))
            : traffic.FirstWithBranch(m) is { } first && !ReferenceEquals(first, m)
                ? RuleOutcome.Broken("a branch that no other request has", $"the branch of the request to {first.Sip?.RequestUriText}: {branch}", m.RangeOf(branch))
            : RuleOutcome.Kept),
    ];

    private static Violation? SameSender(CopyView copy, ListCall call)
    {
        if (copy.Sip.From is not { } ours || call.Message.Sip?.From is not { } theirs)
        {
            return new("From of the list request", copy.Sip.Value(SipHeader.From) ?? "no From");
        }

        var isPrivate = call.Message.Sip.Value(SipHeader.Privacy) is { } wish && !wish.Trim().Equals("none", StringComparison.OrdinalIgnoreCase);
        if (isPrivate && ours.Uri.Host.EndsWith("anonymous.invalid", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var same = ours.DisplayName == theirs.DisplayName
            && ours.Uri.ToString() == theirs.Uri.ToString()
            && Parameters(ours).SetEquals(Parameters(theirs));
        return same ? null : new Violation($"From: {theirs.WithoutParameter("tag")}", $"From: {ours.WithoutParameter("tag")}", copy.Message.RangeOf(SipHeader.From)) { Reading = "A-30" };
    }

    private static HashSet<(string, string?)> Parameters(SipNameAddress address) =>
        [.. address.Parameters.Where(p => !p.Name.Equals("tag", StringComparison.OrdinalIgnoreCase)).Select(p => (p.Name.ToLowerInvariant(), p.Value))];

    /// <summary>Scheme, user and host: what To may have of a Request-URI (A-29).</summary>
    private static bool SameUser(SipUri one, SipUri? other) => other is not null
        && one.Scheme.Equals(other.Scheme, StringComparison.OrdinalIgnoreCase)
        && Uri.UnescapeDataString(one.User ?? "") == Uri.UnescapeDataString(other.User ?? "")
        && one.Host.Equals(other.Host, StringComparison.OrdinalIgnoreCase);

    private static RuleOutcome OwnCallId(Observed message, ListTraffic traffic)
    {
        if (!message.IsRequest || traffic.CopyOf(message) is not { Call: { } call } copy || copy.Sip.CallId is not { } id)
        {
            return RuleOutcome.NotApplicable;
        }

        var theirs = call.Message.Sip?.CallId ?? "";
        var host = theirs.IndexOf('@', StringComparison.Ordinal) is var at and >= 0 ? theirs[(at + 1)..] : "";
        var ownHost = id.EndsWith(copy.Sip.TopVia?.Host ?? "?", StringComparison.OrdinalIgnoreCase);
        return id != theirs && id.Contains(theirs, StringComparison.Ordinal) ? RuleOutcome.Broken("a Call-ID of the service's own", $"{id}, made from {theirs}", message.RangeOf(SipHeader.CallId))
            : host.Length > 0 && !ownHost && id.Contains(host, StringComparison.OrdinalIgnoreCase) ? RuleOutcome.Broken("a Call-ID without the sender's address", id, message.RangeOf(SipHeader.CallId))
            : traffic.FirstWithCallId(copy) is { } first && first.Recipient != copy.Recipient ? RuleOutcome.Broken("a Call-ID that no other copy has", $"that of the copy to {first.Sip.RequestUriText}", message.RangeOf(SipHeader.CallId))
            : RuleOutcome.Kept;
    }

    /// <summary>One equal value is chance; a service that mirrors does so for every probe (A-48).</summary>
    private static RuleOutcome Mirrors(
        Observed message,
        ListTraffic traffic,
        Func<ListTraffic, Observed, bool> isProbe,
        Func<SipMessage, SipMessage, bool> mirrors,
        Func<SipMessage, object?> value,
        Func<CopyView, Violation> violation)
    {
        if (!message.IsRequest || traffic.CopyOf(message) is not { Call: { } own } copy || !isProbe(traffic, own.Message))
        {
            return RuleOutcome.NotApplicable;
        }

        var probes = traffic.Calls.Where(c => c.FirstCopy is not null && isProbe(traffic, c.Message)).ToArray();
        if (probes.Select(p => value(p.Message.Sip!)).Distinct().Count() < 2)
        {
            return RuleOutcome.NotApplicable;
        }

        return probes.All(p => mirrors(p.FirstCopy!.Sip, p.Message.Sip!)) && mirrors(copy.Sip, own.Message.Sip!) ? RuleOutcome.Broken(violation(copy)) : RuleOutcome.Kept;
    }

    private static Violation? CarriedOver(CopyView copy, ListCall call)
    {
        var asked = UriRequests.Of(copy.Recipient);
        foreach (var header in Significant.Where(h => call.Message.Sip?.Has(h) == true))
        {
            // Several fields of a name are one field with several values (RFC 3261 7.3.1).
            var (after, carried) = (copy.Sip.Value(header), copy.Sip.Values(header));
            if (call.Message.Sip?.Values(header).FirstOrDefault(v => !carried.Contains(v)) is not { } before || IsWithheld(header, call) || asked.Any(a => a.Header == header))
            {
                continue;
            }

            var name = SipHeaders.Name(header);
            return after is null
                ? new Violation($"{name}: {before}", $"no {name}") { Severity = Severity.Finding, Reading = "A-31" }
                : new Violation($"{name}: {before}", $"{name}: {string.Join(", ", carried)}", copy.Message.RangeOf(header)) { Reading = "A-31" };
        }

        return null;
    }

    /// <summary>A privacy service leaves out what names the sender, and takes back what it has done (RFC 3323 5).</summary>
    private static bool IsWithheld(SipHeader header, ListCall call) => call.Service.GivesPrivacy && PrivacyWishes.Of(call) is { Count: > 0 } wishes
        && (header is SipHeader.Privacy || (wishes.Contains("user") && header is SipHeader.Subject or SipHeader.ReplyTo or SipHeader.InReplyTo or SipHeader.Organization or SipHeader.CallInfo));

    private static IEnumerable<(SipHeader Header, string Text, SipCredentials? Credentials)> Credentials(Observed message) =>
        from header in new[] { SipHeader.Authorization, SipHeader.ProxyAuthorization }
        from value in message.Sip?.Fields.Where(f => f.Known == header).Select(f => f.Value) ?? []
        select (header, value, SipCredentials.TryParse(value, out var read) ? read : null);

    private static IEnumerable<(SipHeader Header, string Text, SipCredentials? Credentials)> Foreign(ListCall call) =>
        Credentials(call.Message).Where(x => !call.Realms.Contains(x.Credentials?.Realm ?? "\0"));
}
