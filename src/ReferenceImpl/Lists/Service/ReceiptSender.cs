using Conformance.ReferenceImpl.Hosting;
using Conformance.ReferenceImpl.InstantMessages;
using Conformance.Wire.Cpim;
using Conformance.Wire.Receipts;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Lists.Service;

/// <summary>Sends receipts that the service itself issues (receipts draft 3.2): message/cpim, no Message-ID, no request for receipts.</summary>
internal sealed class ReceiptSender(SipHost host)
{
    /// <param name="sender">The instant message the receipt is about; its CPIM From gets it.</param>
    /// <param name="user">Our user part: the service or the list.</param>
    /// <param name="author">The CPIM From; our own URI when null.</param>
    public void Send(StatusReceipt receipt, CpimMessage about, string user, string? author = null)
    {
        if (about.From is not { } to || !SipUri.TryParse(to.Uri, out var uri))
        {
            return;
        }

        uri = SipAddresses.ToSip(uri);
        var body = ReceiptDraft.Compose(new ReceiptDraft { From = author ?? host.ContactOf(user), To = to.Uri, Document = receipt });
        var target = uri.WithoutHeaders().ToString();
        host.Send(
            target,
            host.HopTo(uri),
            () => host.NewRequest("MESSAGE", target, SipAddresses.ForTo(uri), host.RecordOf(user)).Body(body, "message/cpim").Build(),
            _ => { });
    }
}
