using Conformance.Harness.Dsl.Templates;
using Conformance.Harness.Evidence;
using Conformance.Harness.Rules;
using Conformance.Scenarios.Rules;
using Conformance.Wire.Sip;

namespace Conformance.Scenarios.Testimony;

/// <summary>Readings of RFC 5365 and its company that show in what a list service or a client sends.</summary>
internal static class ListWitnesses
{
    internal static IReadOnlyList<Witness> All { get; } =
    [
        OfCopy("A-06", (c, call, t) => ListTraffic.Of(t).FinalTo(call.Message) is not { } final ? null
            : final.Index < c.Message.Index ? "202 before a copy" : "a copy before the 202"),
        OfCopy("A-17", (c, call, _) => Followed(c, call, "A-17")),
        OfCopy("A-18", (c, call, _) => call.Expectation.Recipients.All(r => r.IsBlind) ? c.History is null ? "no history" : "a history" : null),
        OfCopy("A-23", (c, call, _) => Followed(c, call, "A-23")),
        OfCopy("A-30", (c, call, _) => c.Sip.FromTag is not { } tag ? null
            : call.FirstCopy is not { } first || ReferenceEquals(first, c) ? null
            : first.Sip.FromTag == tag ? "one From tag for all copies" : "a From tag for each copy"),
        OfCopy("A-37", (c, _, _) => c.Message.PayloadType is not { } type ? null : type.Is("multipart/mixed") ? "with a wrapper" : "without a wrapper"),
        OfCopy("A-48", (c, _, _) => c.Sip.Value(SipHeader.MaxForwards) is { } hops ? $"Max-Forwards {hops}" : null),
        new("A-39", (m, t) => t.Seat != Harness.Dsl.Seat.ListClient || m is not { IsRequest: true, Template: ListMessage message } || Readers(m) is not { Count: > 0 } readers ? null
            : readers.Count == 1 ? "an envelope for one reader"
            : message.Recipients.Any(r => r.IsUnseen) ? "one envelope for all, which names readers that the others must not know"
            : "one envelope for all"),
        OfOwnList("A-20", lists => lists.SelectMany(l => l.Document?.FlatEntries ?? []).Any(e => e.CopyControlText is not null) ? "roles are given" : "no roles at all: everybody is blind"),
        OfOwnList("A-43", lists => lists[0].Part.Disposition?.Handling is { } handling ? $"handling={handling}" : "handling left out"),
        OfCopy("A-41", (c, call, _) => call.ListParts.Any(p => p.Part.Entity?.Value("Content-ID") is { } id && c.Message.RangeOf($"cid:{id.Trim('<', '>')}") is not null) ? "a reference to the list, which dangles" : null),
        OfCopy("A-53", (c, call, _) => c.Recipient is { } recipient && call.Copies.TryGetValue(recipient, out var all) && all[0] is var first && !ReferenceEquals(first, c) && call.FinalStatusOf(first) is not (401 or 407)
            ? first.Sip.CallId == c.Sip.CallId ? "tried again under the same Call-ID" : "tried again under another Call-ID" : null),
        new("A-56", (m, _) => m is { IsResponse: true, StatusCode: 401 or 407, Method: "MESSAGE" } ? m.StatusCode == 401 ? "401" : "407" : null),
        new("A-07", (m, t) => m is { IsResponse: true, StatusCode: >= 300, Method: "MESSAGE", Request: { } request } && ListTraffic.Of(t).CallOf(request) is not null
            ? $"refused with {m.StatusCode}" : null),
    ];

    private static string? Followed(CopyView copy, ListCall call, string reading) =>
        call.Histories.For(copy).Readings.FirstOrDefault(r => r.Id == reading)?.Alternative;

    /// <summary>Serial numbers of those who can open what is encrypted in a message.</summary>
    private static IReadOnlyList<string>? Readers(Observed message) => message.Content?.Layers.FirstOrDefault(l => l.Readers.Count > 0)?.Readers;

    /// <summary>What a client writes itself.</summary>
    private static Witness OfOwnList(string reading, Func<IReadOnlyList<ListPart>, string> see) =>
        new(reading, (m, t) => m is { IsRequest: true, FromSut: true } && ListTraffic.Of(t).CallOf(m) is { ListParts: [_, ..] lists } ? see(lists) : null);

    private static Witness OfCopy(string reading, Func<CopyView, ListCall, Trace, string?> see) =>
        new(reading, (m, t) => m is { IsRequest: true, Sip: not null } && ListTraffic.Of(t).CopyOf(m) is { Call: { } call } copy ? see(copy, call, t) : null);
}
