using System.Text;

namespace Conformance.Wire.Sip;

/// <summary>Method names of RFC 3261 and its extensions; case counts.</summary>
public static class SipMethods
{
#pragma warning disable CS1591 // The constants are their own names.
    public const string Ack = "ACK", Bye = "BYE", Cancel = "CANCEL", Info = "INFO", Invite = "INVITE", Message = "MESSAGE",
        Notify = "NOTIFY", Options = "OPTIONS", Prack = "PRACK", Publish = "PUBLISH", Refer = "REFER", Register = "REGISTER",
        Subscribe = "SUBSCRIBE", Update = "UPDATE";
#pragma warning restore CS1591

    /// <summary>All of the above, in alphabetical order.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Ack, Bye, Cancel, Info, Invite, Message, Notify, Options, Prack, Publish, Refer, Register, Subscribe, Update];

    private static readonly byte[][] Names = [.. All.Select(Encoding.ASCII.GetBytes)];

    /// <summary>The name as a string, without a new one for a known method.</summary>
    internal static string Name(ReadOnlySpan<byte> method)
    {
        if (method.SequenceEqual("MESSAGE"u8))
        {
            return Message;
        }
        for (int i = 0; i < Names.Length; i++)
        {
            if (method.SequenceEqual(Names[i]))
            {
                return All[i];
            }
        }
        return Encoding.UTF8.GetString(method);
    }
}
