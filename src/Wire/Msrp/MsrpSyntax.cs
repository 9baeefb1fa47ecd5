using System.Buffers;

namespace Conformance.Wire.Msrp;

/// <summary>The octet classes and fixed parts of the MSRP grammar (RFC 4975 9).</summary>
internal static class MsrpSyntax
{
    /// <summary>Seven hyphens open the end-line.</summary>
    public const int Hyphens = 7;

    /// <summary>The longest ident: one ALPHANUM and 31 ident-chars.</summary>
    public const int LongestIdent = 32;

    private const int ShortestIdent = 4;

    /// <summary>ident-char.</summary>
    private static readonly SearchValues<byte> IdentOctets = SearchValues.Create(
        "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-+%="u8);

    /// <summary>token of RFC 3261 25.1, of which header names are made.</summary>
    public static readonly SearchValues<byte> TokenOctets = SearchValues.Create(
        "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-.!%*_+`'~"u8);

    /// <summary>What every message starts with, the space included.</summary>
    public static ReadOnlySpan<byte> Protocol => "MSRP "u8;

    /// <summary>The seven hyphens.</summary>
    public static ReadOnlySpan<byte> EndLineStart => "-------"u8;

    /// <summary>Whether the octets are an ident, the form of transaction and message ids.</summary>
    public static bool IsIdent(ReadOnlySpan<byte> text) =>
        text.Length is >= ShortestIdent and <= LongestIdent
        && char.IsAsciiLetterOrDigit((char)text[0])
        && !text.ContainsAnyExcept(IdentOctets);

    /// <summary>Reads a continuation flag.</summary>
    public static bool TryFlag(byte octet, out MsrpFlag flag)
    {
        flag = octet switch
        {
            (byte)'+' => MsrpFlag.More,
            (byte)'#' => MsrpFlag.Aborted,
            _ => MsrpFlag.Last,
        };
        return flag != MsrpFlag.Last || octet == '$';
    }

    /// <summary>The octet of a continuation flag.</summary>
    public static char Octet(MsrpFlag flag) => flag switch
    {
        MsrpFlag.More => '+',
        MsrpFlag.Aborted => '#',
        _ => '$',
    };
}
