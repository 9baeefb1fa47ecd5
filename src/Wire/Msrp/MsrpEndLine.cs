using System.Text;

namespace Conformance.Wire.Msrp;

/// <summary>What a sender must look out for before it puts a body and a transaction id together (RFC 4975 7.1).</summary>
public static class MsrpEndLine
{
    /// <summary>Whether seven hyphens, this transaction id and any continuation flag occur in the octets, at a line start or not.</summary>
    public static bool OccursIn(ReadOnlySpan<byte> body, string transactionId)
    {
        var start = Encoding.ASCII.GetBytes("-------" + transactionId);
        for (var found = body.IndexOf(start); found >= 0; found = body.IndexOf(start))
        {
            body = body[(found + start.Length)..];
            if (body.Length > 0 && MsrpSyntax.TryFlag(body[0], out _))
            {
                return true;
            }
        }

        return false;
    }
}
