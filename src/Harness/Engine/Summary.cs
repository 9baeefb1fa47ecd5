using Conformance.Harness.Evidence;
using Conformance.Stack.Smime;

namespace Conformance.Harness.Engine;

/// <summary>A message in a few words, for ladders and findings.</summary>
internal static class Summary
{
    internal static string Of(Observed message)
    {
        if (message.Malformed is { } fault)
        {
            return $"unreadable: {fault.Reason} at octet {fault.Offset}";
        }

        if (message.IsResponse)
        {
            var reason = message.Sip?.ReasonPhrase ?? message.Msrp?.Comment;
            return string.IsNullOrEmpty(reason) ? $"{message.StatusCode}" : $"{message.StatusCode} {reason}";
        }

        var method = message.Method;
        if (message.Template is { } template && message.Mark is not Results.ArrowMark.Unexpected)
        {
            return method is "OPTIONS" or "REPORT" ? template.Label : $"{method} {template.Label}{Protected(message)}";
        }

        return message.Kind switch
        {
            MessageKind.Receipt => $"{method} receipt({Receipt(message)})",
            MessageKind.InstantMessage => $"{method} {Payload(message)}",
            MessageKind.ListRequest => $"{method} with a recipient list",
            _ when message.Msrp is { Method: "REPORT", Status: { } status } => $"{method} {status}",
            _ => message.Msrp is { HasBody: false } ? $"{method} without body" : method,
        };
    }

    /// <summary>How what the system under test wrote is protected; the labels of what the harness sends say it themselves.</summary>
    private static string Protected(Observed message)
    {
        if (!message.FromSut || message.Kind is not MessageKind.Receipt || message.Content is not { } content)
        {
            return "";
        }

        return content.Layers.Aggregate(Protection.None, (all, layer) => all | layer.Kind) switch
        {
            Protection.Signed => " signed",
            Protection.Encrypted => " encrypted",
            Protection.Signed | Protection.Encrypted => " signed and encrypted",
            _ => "",
        };
    }

    private static string Receipt(Observed message)
    {
        var receipt = message.Content?.Receipt ?? message.Content?.Parts.Select(p => p.Receipt).FirstOrDefault(r => r is not null);
        return receipt?.Document is { } document ? $"type {document.Type}, status {document.Status}" : "unreadable document";
    }

    private static string Payload(Observed message) =>
        message.Content?.CpimPart?.Cpim is { } cpim
            ? cpim.ReceiptRequest is { } request ? $"message/cpim asking {request}" : "message/cpim"
            : message.PayloadType is { } type ? $"{type.Type}/{type.Subtype}" : "without type";
}
