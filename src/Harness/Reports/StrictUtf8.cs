using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Conformance.Harness.Reports;

/// <summary>Text from octets only where the text gives exactly those octets back.</summary>
internal static class StrictUtf8
{
    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static bool TryDecode(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out string? text)
    {
        if (!System.Text.Unicode.Utf8.IsValid(bytes))
        {
            text = null;
            return false;
        }

        text = Encoding.GetString(bytes);
        return true;
    }
}
