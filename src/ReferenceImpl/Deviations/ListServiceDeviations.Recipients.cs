using System.Net;
using System.Text;
using Conformance.ReferenceImpl.Hosting;
using Conformance.ReferenceImpl.Lists;
using Conformance.ReferenceImpl.Lists.Service;
using Conformance.Stack.Net;
using Conformance.Stack.Sip;
using Conformance.Wire.Lists;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Deviations;

internal static partial class ListServiceDeviations
{
    // Who gets a copy: reading the list, duplicates, and the order of sending.
    private static IReadOnlyList<Deviation> Recipients =>
    [
        Fault("U5365-1-02-first-only", "U5365-1-02", "Stops after the first entry.", Serving(all => [all[0]])),
        Fault("U5365-3-03-rest-in-to", "U5365-3-03", "Sends one MESSAGE to the first recipient and names the others in its To.",
            c => Serving(all => [all[0]])(c) with
            {
                Onward = (copy, message) => message.Edit()
                    .Set("To", $"{SipText.Quote(string.Join(" ", copy.Request.Recipients.Skip(1).Select(one => one.PublicUri)))} <{SipAddresses.ForTo(copy.Target.RequestUri)}>")
                    .Build(),
            }),
        Fault("U5365-3-06-all-to-first", "U5365-3-06", "Sends every copy to the first recipient.",
            c => c with
            {
                Hop = copy => copy.Request.Copies[0].Target.Hop,
                Onward = (copy, message) => message.Edit().WithRequestUri(copy.Request.Copies[0].Target.RequestUri.ToString()).Build(),
            }),
        Fault("U5365-7-03-skips-last", "U5365-7-03", "Never tries the last recipient.", Serving(all => all.Count > 1 ? [.. all.SkipLast(1)] : all)),
        Fault("U5365-7-03-gives-up", "U5365-7-03", "Gives up at the first 5xx.", c => c with { MostUnderWay = 1, GivesUpAfter = outcome => outcome.Status is >= 500 and < 600 }),
        Fault("U5365-7-03-gives-up-unreachable", "U5365-7-03", "Gives up when somebody cannot be reached.", c => c with { MostUnderWay = 1, GivesUpAfter = outcome => outcome is { Status: 503, Response: null } }),
        Fault("U5365-7.1-01-copy-to-sender", "U5365-7.1-01", "Also sends a copy to the sender, who is not on the list.",
            c => c with
            {
                Extras = (host, copy, message) => copy.Number > 0 || copy.Request.Message.From is not { } sender
                    ? []
                    : [(message.Edit().WithRequestUri(sender.Uri.ToString()).Set("To", $"<{sender.Uri}>").Set("Call-ID", host.Ids.CallId()).Build(), copy.Request.Transaction.Source)],
            }),
        Fault("U5365-7.1-02-raw-strings", "U5365-7.1-02", "Compares URIs as strings.", Merging(all => all.DistinctBy(one => one.Uri.ToString()))),
        Fault("F5363-4.1-06-per-part", "F5363-4.1-06", "Looks for duplicates within each list part only.",
            MergingParts(parts => parts.SelectMany(part => RecipientList.Merge(part) ?? part))),
        Fault("F5363-4.1-06-no-merge", "F5363-4.1-06", "Serves a recipient as often as it is listed.", MergingParts(parts => parts.SelectMany(part => part))),
        Fault("F5363-4.1-07-lower-case", "F5363-4.1-07", "Compares whole URIs without case, so that Alice and alice are one.",
            Merging(all => RecipientList.Merge(all)?.DistinctBy(one => one.Uri.ToString(), StringComparer.OrdinalIgnoreCase) ?? [])),
        Fault("F5363-4.1-07-any-scheme", "F5363-4.1-07", "Takes sip: and sips: for the same.", Merging(all => all.DistinctBy(one => one.Uri.ToString().Replace("sips:", "sip:", StringComparison.Ordinal)))),
        Fault("F5363-4.1-05-first-part-only", "F5363-4.1-05", "Reads the first list part only.",
            MergingParts(parts => RecipientList.Merge(parts.FirstOrDefault(part => part.Count > 0) ?? []) ?? [])),
        Fault("C5364-4-15-both-roles", "C5364-4-15", "Serves a recipient once per role it is listed in.",
            Merging(all => all.GroupBy(one => one.Level).SelectMany(level => RecipientList.Merge(level) ?? []))),
        Fault("C5364-4-16-first-role", "C5364-4-16", "The first role of a duplicate wins.", Merging(FirstOfEach)),
        Fault("F5363-4.1-08-last-role", "F5363-4.1-08", "The last role of a duplicate wins.", Merging(all => FirstOfEach(all.Reverse()).Reverse())),
        Fault("C5364-4-17-duplicates-refused", "C5364-4-17", "Answers 400 to a list with a duplicate.",
            And(gate => request => request.Recipients.Count < request.Body.Lists.Sum(list => list.FlatEntries.Count()) ? gate.Refuse(request, 400) : null)),
        Fault("C5364-4-24-bcc-dropped", "C5364-4-24", "Removes blind recipients before it computes the targets.",
            Merging(all => RecipientList.Merge(all.Where(one => one.Level != CopyControl.Bcc)) ?? [])),
        Fault("C5364-6-05-bcc-not-served", "C5364-6-05", "Serves visible and hidden recipients, and no blind ones.", Serving(all => [.. all.Where(one => one.Level != CopyControl.Bcc)])),
        Fault("C5364-4-13-anonymous-target", "C5364-4-13", "Sends the copies of hidden recipients to the anonymous URI.",
            Serving(all => [.. all.Select(one => one is { Hidden: true, Level: not CopyControl.Bcc } ? one with { Uri = SipUri.Parse(ResourceLists.AnonymousUri) } : one)])),
        Fault("C5364-4-03-default-to", "C5364-4-03", "Takes an entry without copyControl for a visible one.", Reading(r => r with { LevelOf = entry => entry.CopyControl ?? CopyControl.To })),
        Fault("C5364-4-14-false-is-true", "C5364-4-14", "Hides whoever has an anonymize attribute, whatever it says.", Reading(r => r with { Hides = node => node.AnonymizeText is not null })),
        Fault("C5364-4-23-one-unknown", "C5364-4-23", "Does not know that 1 means true.", Reading(r => r with { Hides = node => node.AnonymizeText is not (null or "1" or "0" or "false") })),
        Fault("C5364-5-02-only-true", "C5364-5-02", "Understands the word true only.", Reading(r => r with { Hides = node => node.AnonymizeText == "true" })),
        Fault("C5364-6-01-explicit-false-lost", "C5364-6-01", "Loses entries that say anonymize=\"false\" from the history.",
            Reading(r => r with { LevelOf = entry => entry.AnonymizeText is "false" or "0" ? CopyControl.Bcc : entry.CopyControl ?? CopyControl.Bcc })),
        Fault("U5365-4-03-one-prefix", "U5365-4-03", "Knows copy-control attributes by the prefix cp alone.",
            c => c with
            {
                Checks = gate =>
                [
                    .. gate.InOrder.Select(check => check != gate.Bodies ? check : request => check(request) is { } refusal ? refusal : OnlyPrefix(request, "cp:"u8)),
                ],
            }),
        Fault("U5365-7-06-all-dropped", "U5365-7-06", "Drops the whole list when it meets a reference.",
            And(gate => request => request.Body.Lists.SelectMany(list => list.Lists).SelectMany(list => list.Children).Any(node => node is EntryRef or ExternalList)
                ? gate.Refuse(request, 500)
                : null)),
        Fault("I4826-3.1-04-fetches", "I4826-3.1-04", "Fetches the lists that a list refers to.",
            c => c with { Extras = (host, copy, _) => copy.Number == 0 ? Fetch(host, copy.Request) : [] }),
        Fault("I3428-5-01-im-in-request-uri", "I3428-5-01", "Leaves im: URIs in the Request-URI.",
            (copy, message) => copy.Recipient.Uri.Scheme == "im" ? message.WithRequestUri(copy.Recipient.Uri.ToString()) : message),
        Fault("I3428-5-02-nobody-served", "I3428-5-02", "Serves nobody because of one im: URI.",
            c => c with { Hop = copy => copy.Request.Recipients.Any(one => one.Uri.Scheme == "im") ? null : copy.Target.Hop }),
        Fault("I3428-6-01-sends-again", "I3428-6-01", "Sends each message again, to reach the recipient's other devices.",
            c => c with { Extras = (host, copy, message) => [(message.Edit().Set("Call-ID", host.Ids.CallId()).Build(), copy.Target.Hop)] }),
        Fault("I3261-17.2.2-01-forgets", "I3261-17.2.2-01", "Takes each retransmission for a new request.",
            c => c with
            {
                Onward = (copy, message) =>
                {
                    copy.Request.Transaction.Terminate();
                    return message;
                },
            }),
        Fault("F5363-5.3-01-silent-limit", "F5363-5.3-01", "Answers 202 and serves the first 50 only.", Serving(all => [.. all.Take(50)])),
        Fault("F5363-4.1-02-mines-any-list", "F5363-4.1-02", "Sends to the URIs of any resource list in the body.",
            c => c with
            {
                Checks = gate =>
                [
                    .. gate.InOrder.Select(check => check != gate.Bodies ? check : request => check(request) is { } refusal ? refusal : MineLists(request)),
                ],
            }),
    ];

    private static Func<ListServiceConduct, ListServiceConduct> Serving(Func<IReadOnlyList<Recipient>, IReadOnlyList<Recipient>> served) =>
        c => c with { Recipients = c.Recipients with { Served = all => all.Count == 0 ? all : served(all) } };

    private static Func<ListServiceConduct, ListServiceConduct> Reading(Func<RecipientConduct, RecipientConduct> edit) =>
        c => c with { Recipients = edit(c.Recipients) };

    private static Func<ListServiceConduct, ListServiceConduct> Merging(Func<IEnumerable<Recipient>, IEnumerable<Recipient>> merge) =>
        MergingParts(parts => merge(parts.SelectMany(part => part)));

    private static Func<ListServiceConduct, ListServiceConduct> MergingParts(Func<IReadOnlyList<IReadOnlyList<Recipient>>, IEnumerable<Recipient>> merge) =>
        Reading(r => r with { Merge = parts => [.. merge(parts)] });

    private static IEnumerable<Recipient> FirstOfEach(IEnumerable<Recipient> all)
    {
        var known = new UriTable();
        return [.. all.Where(one => known.Add(one.Uri, out _))];
    }

    private static SipMessage? OnlyPrefix(ListRequest request, ReadOnlySpan<byte> prefix)
    {
        foreach (var part in request.Body.ListParts)
        {
            if (part.Content.Span.IndexOf(prefix) < 0)
            {
                request.Body = request.Body with
                {
                    Lists = [.. request.Body.Lists.Select(list => new ResourceLists(new ResourceList(list.FlatEntries.Select(entry => new ListEntry(entry.Uri)))))],
                };
            }
        }

        return null;
    }

    private static SipMessage? MineLists(ListRequest request)
    {
        var mined = request.Body.Payload
            .Where(part => part.ContentType?.Is(ResourceLists.MediaType) == true)
            .Select(part => ResourceLists.TryRead(part.Content, out var lists, out _) ? lists : new ResourceLists());
        request.Body = request.Body with { Lists = [.. request.Body.Lists, .. mined] };
        return null;
    }

    private static IReadOnlyList<(SipMessage Message, SipTarget? Hop)> Fetch(SipHost host, ListRequest request)
    {
        foreach (var external in request.Body.Lists.SelectMany(list => list.Lists).SelectMany(list => list.Children).OfType<ExternalList>())
        {
            if (Uri.TryCreate(external.Anchor, UriKind.Absolute, out var anchor) && IPAddress.TryParse(anchor.Host, out var address))
            {
                host.Transport.Network.Connect(
                    new IPEndPoint(address, anchor.Port), StreamSecurity.None, stream => stream.Send(Encoding.ASCII.GetBytes($"GET {anchor.PathAndQuery} HTTP/1.0\r\n\r\n")), _ => { });
            }
        }

        return [];
    }
}
