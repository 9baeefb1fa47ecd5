using Conformance.Wire.Sip;

namespace Conformance.Scenarios.Rules;

/// <summary>What the sender of a list request wants hidden (RFC 3323 4.2, RFC 3325 9.3).</summary>
internal static class PrivacyWishes
{
    /// <summary>The values of Privacy; empty where there is none, or where it says that nothing is to be hidden.</summary>
    internal static IReadOnlySet<string> Of(ListCall call)
    {
        var values = In(call.Message.Sip);
        return values.Contains("none") ? new HashSet<string>() : values;
    }

    /// <summary>The values of Privacy in a message, one by one.</summary>
    internal static HashSet<string> In(SipMessage? message) => (message?.Values(SipHeader.Privacy) ?? [])
        .SelectMany(v => v.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        .ToHashSet(StringComparer.OrdinalIgnoreCase);
}
