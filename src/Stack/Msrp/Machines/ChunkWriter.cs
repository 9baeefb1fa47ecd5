using System.Text;
using Conformance.Wire.Msrp;

namespace Conformance.Stack.Msrp.Machines;

/// <summary>Writes the parts of a SEND: head, body and end-line are separate, because a long chunk is written while its end is still open.</summary>
internal sealed class ChunkWriter(MsrpUri local, IdSource ids)
{
    // RFC 4975 5.1: what is longer must be interruptible, and its range end must therefore be open.
    public const int LongestClosed = 2048;

    private const int Hyphens = 7;

    /// <summary>The peer's path.</summary>
    public IReadOnlyList<MsrpUri> Remote { get; set; } = [];

    /// <summary>Where the chunk that starts at offset <paramref name="start"/> ends, if nothing interrupts it.</summary>
    public static int EndOf(MsrpTransfer transfer, int start)
    {
        var end = transfer.Body.Length;
        if (transfer.Outgoing.ChunkSize is { } size)
        {
            end = (int)Math.Min(end, start + (long)Math.Max(1, size));
        }

        foreach (var cut in transfer.Outgoing.Cuts)
        {
            if (cut > start)
            {
                return Math.Min(end, cut);
            }
        }

        return end;
    }

    /// <summary>A transaction id whose end-line does not occur in the body.</summary>
    public string NewTransaction(MsrpTransfer transfer)
    {
        var id = ids.MsrpTransaction();
        var forbidden = transfer.ForbiddenIds ??= IdsIn(transfer.Body.Span, id.Length);
        while (forbidden.Contains(id))
        {
            id = ids.MsrpTransaction();
        }

        return id;
    }

    /// <summary>Everything before the body of the chunk start..end (offsets).</summary>
    public byte[] Head(MsrpTransfer transfer, string transaction, int start, int end)
    {
        var range = new MsrpByteRange(start + 1, end - start > LongestClosed ? null : end, transfer.Body.Length);
        var contentType = transfer.Outgoing.ContentType;
        return Encoding.UTF8.GetBytes(Headers(transfer, transaction, range, contentType) + (contentType is null ? "" : "\r\n"));
    }

    /// <summary>The chunk without body that gives up a message between two chunks.</summary>
    public byte[] Abort(MsrpTransfer transfer, string transaction)
    {
        var range = new MsrpByteRange(transfer.OctetsSent + 1, transfer.OctetsSent, transfer.Body.Length);
        return [.. Encoding.UTF8.GetBytes(Headers(transfer, transaction, range, null)), .. EndLine(transaction, MsrpFlag.Aborted, afterBody: false)];
    }

    /// <summary>The end-line, with the line break that parts it from a body.</summary>
    public static byte[] EndLine(string transaction, MsrpFlag flag, bool afterBody)
    {
        var mark = flag switch { MsrpFlag.More => '+', MsrpFlag.Aborted => '#', _ => '$' };
        return Encoding.ASCII.GetBytes($"{(afterBody ? "\r\n" : "")}-------{transaction}{mark}\r\n");
    }

    private string Headers(MsrpTransfer transfer, string transaction, MsrpByteRange range, string? contentType)
    {
        var outgoing = transfer.Outgoing;
        var text = new StringBuilder(512)
            .Append("MSRP ").Append(transaction).Append(" SEND\r\nTo-Path: ").AppendJoin(' ', Remote)
            .Append("\r\nFrom-Path: ").Append(local)
            .Append("\r\nMessage-ID: ").Append(transfer.MessageId)
            .Append("\r\nByte-Range: ").Append(range).Append("\r\n");
        AppendHeader(text, "Success-Report", outgoing.SuccessReport);
        AppendHeader(text, "Failure-Report", outgoing.FailureReport);
        foreach (var (name, value) in outgoing.Headers)
        {
            AppendHeader(text, name, value);
        }

        AppendHeader(text, "Content-Type", contentType);
        return text.ToString();
    }

    private static void AppendHeader(StringBuilder text, string name, string? value)
    {
        if (value is not null)
        {
            text.Append(name).Append(": ").Append(value).Append("\r\n");
        }
    }

    /// <summary>Every run of <paramref name="length"/> octets that follows seven hyphens, found in one pass.</summary>
    private static HashSet<string> IdsIn(ReadOnlySpan<byte> body, int length)
    {
        var found = new HashSet<string>();
        for (var at = body.IndexOf("-------"u8); at >= 0;)
        {
            var after = at + Hyphens;
            while (after < body.Length && body[after] == '-')
            {
                after++;
            }

            found.Add(Encoding.Latin1.GetString(body.Slice(after, Math.Min(length, body.Length - after))));
            var next = body[after..].IndexOf("-------"u8);
            at = next < 0 ? -1 : after + next;
        }

        return found;
    }
}
