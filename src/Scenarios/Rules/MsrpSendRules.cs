using System.Text.RegularExpressions;
using Conformance.Harness.Evidence;
using Conformance.Harness.Rules;
using Conformance.Wire.Cpim;
using Conformance.Wire.Msrp;

namespace Conformance.Scenarios.Rules;

/// <summary>The form of a SEND, whatever it carries (RCPT-7.1.1-01 and -02; RFC 4975 7.1, 7.1.1 and 13).</summary>
public static partial class MsrpSendRules
{
    // RFC 4975 5.1: what is longer has to be interruptible, so its range end stays open.
    private const int LongestClosed = 2048;

    // RFC 4975 13: of the headers of RFC 3862 these alone may come more than once.
    private static readonly string[] Repeatable = ["NS", "To", "cc"];
    private static readonly string[] OfRfc3862 = ["From", "To", "cc", "DateTime", "Subject", "NS", "Require"];

    /// <summary>The rules.</summary>
    public static IReadOnlyList<IRule> All { get; } =
    [
        new Rule("RCPT-7.1.1-01", "a SEND is a legal request of RFC 4975, its message/cpim wrapper complete", Legal),
        new Rule("RCPT-7.1.1-02", "Content-Type names the media type of the body on every chunk", NamesType),
    ];

    private static RuleOutcome Legal(Observed m, Trace t)
    {
        if (m.Msrp is not { Method: "SEND" } send)
        {
            return RuleOutcome.NotApplicable;
        }

        return Headers(m, send) ?? Ranges(m, send, t) ?? SameOnAllChunks(m, send, t) ?? Wrapper(m) ?? RuleOutcome.Kept;
    }

    private static RuleOutcome? Headers(Observed m, MsrpMessage send)
    {
        var names = send.Headers.Select(h => h.Name).ToArray();
        if (names.Length < 2 || !Is(names[0], "To-Path") || !Is(names[1], "From-Path"))
        {
            return RuleOutcome.Broken("To-Path first, From-Path second", string.Join(", ", names.Take(3)), m.RangeOf("From-Path"));
        }

        if (send.ToPath.Count == 0 || send.FromPath.Count == 0)
        {
            return RuleOutcome.Broken("MSRP URIs in To-Path and From-Path", $"{send.Value("To-Path")}; {send.Value("From-Path")}", m.RangeOf("-Path"));
        }

        return send.MessageId is { } id && Ident().IsMatch(id)
            ? null
            : RuleOutcome.Broken("a Message-ID of 4 to 32 characters", send.MessageId is null ? "no Message-ID" : $"Message-ID: {send.MessageId}", m.RangeOf("Message-ID"));
    }

    private static RuleOutcome? Ranges(Observed m, MsrpMessage send, Trace t)
    {
        // A message that was complete, or given up, may be sent once more under its Message-ID (RFC 4975 5.4).
        var earlier = MsrpEvidence.ChunksOf(m, t).TakeWhile(c => !ReferenceEquals(c, m)).Reverse().TakeWhile(c => c.Msrp?.Flag is MsrpFlag.More).ToArray();
        if (send.Value("Byte-Range") is not { } text)
        {
            return earlier.Length == 0 ? null : RuleOutcome.Broken("a Byte-Range from the second chunk on", "no Byte-Range");
        }

        var place = m.RangeOf("Byte-Range");
        if (send.ByteRange is not { } range)
        {
            return RuleOutcome.Broken("start-end/total in Byte-Range", text, place);
        }

        // Interruption, resumption and what was lost aside, the chunks of one message follow each other octet by octet.
        var start = 1 + earlier.Sum(c => (long)(c.Msrp?.Body.Length ?? 0));
        if (range.Start != start)
        {
            return RuleOutcome.Broken($"a range that starts at {start}, where the previous chunk ended", text, place);
        }

        if (range.End is { } end && end != start + send.Body.Length - 1)
        {
            return RuleOutcome.Broken($"a range that ends at {start + send.Body.Length - 1}, or *", text, place);
        }

        return range.End is not null && send.Body.Length > LongestClosed
            ? RuleOutcome.Broken($"range end * on a chunk of {send.Body.Length} octets, so that it can be interrupted", text, place)
            : null;
    }

    private static RuleOutcome? SameOnAllChunks(Observed m, MsrpMessage send, Trace t)
    {
        var first = MsrpEvidence.ChunksOf(m, t)[0].Msrp ?? send;
        return Differs("Failure-Report") ?? Differs("Success-Report");

        RuleOutcome? Differs(string name) => string.Equals(first.Value(name), send.Value(name), StringComparison.OrdinalIgnoreCase)
            ? null
            : RuleOutcome.Broken($"{name}: {first.Value(name) ?? "absent"}, as on the first chunk", send.Value(name) ?? "absent", m.RangeOf(name));
    }

    private static RuleOutcome? Wrapper(Observed m)
    {
        if (m.Content?.Cpim is not { } cpim)
        {
            return null;
        }

        if (cpim.From is null || cpim.To.Count == 0)
        {
            return RuleOutcome.Broken("From and To in the message/cpim body", cpim.From is null ? "no From" : "no To");
        }

        var repeated = cpim.Headers.GroupBy(h => h.Name).FirstOrDefault(g => g.Count() > 1 && OfRfc3862.Contains(g.Key) && !Repeatable.Contains(g.Key));
        return repeated is null ? null : RuleOutcome.Broken($"one {repeated.Key}", $"{repeated.Count()} of them", m.RangeOf(repeated.Key));
    }

    private static RuleOutcome NamesType(Observed m, Trace t)
    {
        if (MsrpEvidence.SendWithBody(m) is not { } send)
        {
            return RuleOutcome.NotApplicable;
        }

        if (send.ContentType is not { } type)
        {
            return RuleOutcome.Broken("Content-Type", send.Value("Content-Type") ?? "none");
        }

        if (!Is(send.Headers[^1].Name, "Content-Type"))
        {
            return RuleOutcome.Broken("Content-Type as the last header", send.Headers[^1].Name, m.RangeOf("Content-Type"));
        }

        var first = MsrpEvidence.ChunksOf(m, t)[0].Msrp?.ContentType;
        if (first is not null && !type.Is($"{first.Type}/{first.Subtype}"))
        {
            return RuleOutcome.Broken($"Content-Type: {first.Text}, as on the first chunk", type.Text, m.RangeOf("Content-Type"));
        }

        if (m.Content is not { } content)
        {
            return RuleOutcome.Kept;
        }

        var isCpim = content.Cpim is not null
            || (CpimMessage.TryParse(content.Bytes, CpimReading.Strict, out var cpim, out _) && cpim.From is not null && cpim.To.Count > 0);
        return isCpim == type.Is("message/cpim") ? RuleOutcome.Kept
            : isCpim ? RuleOutcome.Broken("Content-Type: message/cpim on a message/cpim body", type.Text, m.RangeOf("Content-Type"))
            : RuleOutcome.Broken("a message/cpim body, as Content-Type says", "a body that cannot be read as one", m.RangeOf("Content-Type"));
    }

    private static bool Is(string name, string other) => name.Equals(other, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9.\-+%=]{3,31}\z")]
    private static partial Regex Ident();
}
