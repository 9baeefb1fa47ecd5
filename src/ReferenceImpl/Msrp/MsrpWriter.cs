using Conformance.Stack.Msrp;

namespace Conformance.ReferenceImpl.Msrp;

/// <summary>Sends messages in a session, cut into chunks of 2048 octets (RFC 4975 7.1.1).</summary>
internal sealed class MsrpWriter(MsrpConduct conduct)
{
    private const int ChunkSize = 2048;

    /// <returns>The transfer; null when the chunks were written by hand.</returns>
    public MsrpTransfer? Send(MsrpCall call, MsrpOutgoing outgoing)
    {
        outgoing = outgoing with { ChunkSize = ChunkSize };
        if (conduct.Chunk is not { } edit || !call.Session.IsUp)
        {
            return call.Session.Send(outgoing);
        }

        var chunks = call.Session.Compose(outgoing);
        for (var i = 0; i < chunks.Count; i++)
        {
            call.Session.SendRaw(edit(chunks[i], i));
        }

        return null;
    }
}
