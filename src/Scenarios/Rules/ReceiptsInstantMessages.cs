using System.Text;
using Conformance.Harness.Dsl.Templates;
using Conformance.Harness.Evidence;
using Conformance.Harness.Ledger;
using Conformance.Harness.Results;
using Conformance.Harness.Rules;
using Conformance.Wire;
using Conformance.Wire.Cpim;
using static Conformance.Scenarios.Rules.ReceiptsEvidence;

namespace Conformance.Scenarios.Rules;

/// <summary>How an instant message is written (draft 3.1, 4, 9.4), over SIP and MSRP alike.</summary>
public static class ReceiptsInstantMessages
{
    private const string MessageId = "Message-ID";
    private const string ReceiptRequest = "Receipt-Request";
    private const string LikeTheFigures = "X-FIGURE-LAYOUT";

    private static readonly string[] Words = [Im.Positive, Im.Negative, Im.Read];

    /// <summary>The rules.</summary>
    public static IReadOnlyList<IRule> All { get; } =
    [
        Of("RCPT-3.1-01", "an instant message is a legal message/cpim entity", (_, body, t) => LegalCpim(body, t)),
        Of("RCPT-3.1-02", "the content of an instant message has a Content-Type that is true", (m, body) => body.Cpim is null ? RuleOutcome.NotApplicable : TrueType(body, body.Cpim)),
        Of("RCPT-3.1-03", "who asks for a receipt names the message", (m, body) => body.Cpim is not { ReceiptRequests.Count: > 0 } cpim ? RuleOutcome.NotApplicable
            : Demand(
                cpim.HeadersNamed(MessageId).Count() == 1 && cpim.MessageId?.Length > 0,
                "one Message-ID",
                $"{cpim.HeadersNamed(MessageId).Count()} Message-ID headers",
                m.RangeOf(ReceiptRequest))),
        Of("RCPT-4-01", "CPIM header lines: name, colon, one blank, value", (m, body) => HeaderLines(body)),
        Of("RCPT-4-02", "the request header is spelt Receipt-Request", (m, body) => Spelling(body)),
        Of("RCPT-4-03", "only the three defined words are asked for, without parameters", (m, body) => Vocabulary(body)),
        Of("RCPT-4-04", "several requests are separated by commas", (m, body) => Separators(body)),
        Of("RCPT-4-05", "a Message-ID is a Token", (m, body) => body.Cpim?.Header(MessageId) is not { } header ? RuleOutcome.NotApplicable
            : CpimText.IsToken(header.Value) ? RuleOutcome.Kept
            : RuleOutcome.Broken(new Violation("a Token of RFC 3862 3.6", $"Message-ID: {header.Value}", body.RangeOf(header)) { Reading = "AMB-23", Alternative = "X-MAIL-ID" })),
        Of("RCPT-9.4-01", "Message-ID and Receipt-Request are in the default namespace, without prefix", (m, body) => Namespaces(body)),
    ];

    /// <summary>RFC 3862 read by the letter; what the figures of the draft get wrong is named after its ambiguity.</summary>
    internal static RuleOutcome LegalCpim(Content body, Trace trace)
    {
        if (body.CpimFault is not { } fault)
        {
            return RuleOutcome.Kept;
        }

        var reading = FigureLayout(body.Cpim?.Liberties ?? CpimLiberties.None, trace.Pixit.Readings);
        return RuleOutcome.Broken(new Violation("a body that the grammar of RFC 3862 allows", fault.Message, At(body, fault.Offset))
        {
            Reading = reading,
            Alternative = reading is null ? null : LikeTheFigures,
        });
    }

    /// <summary>The ambiguity that all slips in a layout come from; of two, the one that is not declared. Null where there are other slips too.</summary>
    private static string? FigureLayout(CpimLiberties slips, ChosenReadings readings) => slips switch
    {
        CpimLiberties.CarrierHeader => "AMB-08",
        CpimLiberties.MissingBlankLine => "AMB-07",
        CpimLiberties.CarrierHeader | CpimLiberties.MissingBlankLine => readings.Follows("AMB-08", LikeTheFigures) ? "AMB-07" : "AMB-08",
        _ => null,
    };

    /// <summary>Every header line, octet by octet; an empty value has no legal spelling and is let pass (AMB-18).</summary>
    internal static RuleOutcome HeaderLines(Content body)
    {
        if (body.Cpim is not { Headers.Count: > 0 } cpim)
        {
            return RuleOutcome.NotApplicable;
        }

        foreach (var header in cpim.Headers)
        {
            var line = Encoding.UTF8.GetString(header.Raw.Span);
            var value = line[(header.ValueOffset - header.Offset)..].TrimEnd('\r', '\n');
            var beforeValue = line[..(header.ValueOffset - header.Offset)];
            var isPlain = header.Value.Length == 0
                || (beforeValue.EndsWith(' ') && !beforeValue.EndsWith("  ", StringComparison.Ordinal) && value == value.Trim(' ', '\t') && line.EndsWith("\r\n", StringComparison.Ordinal));
            if (!isPlain)
            {
                return RuleOutcome.Broken($"{header.QualifiedName}: value CRLF", WireText.Escape(header.Raw.Span, 120), body.RangeOf(header));
            }
        }

        return RuleOutcome.Kept;
    }

    private static RuleOutcome TrueType(Content body, CpimMessage cpim)
    {
        var part = cpim.Content;
        var count = part.Fields.Count(f => f.Name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase));
        if (count != 1 || part.ContentType is not { } type)
        {
            return RuleOutcome.Broken("one Content-Type", count == 0 ? "no Content-Type" : $"{count} Content-Type headers, or one that cannot be read", At(body, cpim.ContentOffset));
        }

        return Demand(
            !type.Type.Equals("text", StringComparison.OrdinalIgnoreCase) || type.Charset is not (null or "utf-8" or "UTF-8") || System.Text.Unicode.Utf8.IsValid(part.Content.Span),
            $"text in {type.Charset ?? "us-ascii"}",
            "octets that are no such text",
            At(body, cpim.ContentOffset + part.ContentOffset));
    }

    private static RuleOutcome Spelling(Content body)
    {
        var asking = body.Cpim?.Headers.Where(h =>
            h.Name.Equals(ReceiptRequest, StringComparison.OrdinalIgnoreCase) || h.Name.Equals("Request-Receipt", StringComparison.OrdinalIgnoreCase)).ToArray() ?? [];
        return asking.Length == 0 ? RuleOutcome.NotApplicable
            : asking.Select(h => h.Name == ReceiptRequest ? RuleOutcome.Kept : RuleOutcome.Broken(ReceiptRequest, h.QualifiedName, body.RangeOf(h)))
                .MaxBy(o => o.Violation is not null);
    }

    private static RuleOutcome Vocabulary(Content body)
    {
        if (body.Cpim?.Header(ReceiptRequest) is not { Value.Length: > 0 } header)
        {
            return RuleOutcome.NotApplicable;
        }

        var stranger = body.Cpim.ReceiptRequests.FirstOrDefault(w => !Words.Contains(w, StringComparer.Ordinal));
        return header.Parameters.Count > 0 ? RuleOutcome.Broken("no header parameter", $"parameter {header.Parameters[0].Name}", body.RangeOf(header))
            : Demand(stranger is null, string.Join(", ", Words), stranger ?? "", body.RangeOf(header));
    }

    private static RuleOutcome Separators(Content body)
    {
        if (body.Cpim?.Header(ReceiptRequest) is not { Value.Length: > 0 } header)
        {
            return RuleOutcome.NotApplicable;
        }

        var elements = header.Value.Split(',');
        var crowded = elements.FirstOrDefault(e => e.Split(';', ' ', '\t', '|', '/').Count(w => Words.Contains(w, StringComparer.OrdinalIgnoreCase)) > 1);
        return crowded is not null ? RuleOutcome.Broken("requests separated by commas", header.Value, body.RangeOf(header))
            : elements.Any(e => e.Trim().Length == 0) ? RuleOutcome.Broken("no empty element", header.Value, body.RangeOf(header))
            : body.Cpim.HeadersNamed(ReceiptRequest).Count() == 1 ? RuleOutcome.Kept
            : RuleOutcome.Broken(new Violation("one Receipt-Request line", "several", body.RangeOf(header)) { Severity = Severity.Warning, Reading = "AMB-17" });
    }

    private static RuleOutcome Namespaces(Content body)
    {
        var headers = body.Cpim?.Headers.Where(h => h.Name is MessageId or ReceiptRequest).ToArray() ?? [];
        if (headers.Length == 0)
        {
            return RuleOutcome.NotApplicable;
        }

        foreach (var header in headers)
        {
            if (header.Namespace != CpimMessage.CoreNamespace)
            {
                var observed = $"{header.QualifiedName} in {header.Namespace ?? "no declared namespace"}";
                return RuleOutcome.Broken(new Violation(CpimMessage.CoreNamespace, observed, body.RangeOf(header)) { Reading = "AMB-71" });
            }

            if (header.Prefix is not null)
            {
                return RuleOutcome.Broken(new Violation(header.Name, header.QualifiedName, body.RangeOf(header)) { Severity = Severity.Warning, Reading = "AMB-71" });
            }
        }

        return RuleOutcome.Kept;
    }

    private static ByteRange? At(Content body, int offset) => body.Offset is { } start ? new ByteRange(start + offset, 1) : null;

    private static Rule Of(string requirement, string title, Func<Observed, Content, RuleOutcome> check) => Of(requirement, title, (m, body, _) => check(m, body));

    private static Rule Of(string requirement, string title, Func<Observed, Content, Trace, RuleOutcome> check) =>
        new(requirement, title, (m, t) => m.InstantCpim() is { } body ? check(m, body, t) : RuleOutcome.NotApplicable) { Seats = Authors };
}
