using System.Globalization;
using Conformance.Harness.Evidence;

namespace Conformance.Harness.Dsl.Templates;

/// <summary>Writes the header lines of message/cpim (RFC 3862 3.1) that all templates share.</summary>
internal static class CpimLines
{
    /// <summary>A DateTime line, line end included.</summary>
    internal static string Date(DateTimeOffset at) => $"DateTime: {at.ToString("yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture)}\r\n";

    /// <summary>A From, To or cc line with a quoted Formal-name, line end included.</summary>
    internal static string Address(string name, PartyAddress party) =>
        $"{name}: \"{party.DisplayName.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\" <{party.Address}>\r\n";
}
