using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Conformance.Bench;

/// <summary>libosip2 in this process, built from the C file beside the program when a compiler and the library are there.</summary>
internal sealed class OsipParser
{
    private delegate int ParseTimes(byte[] bytes, nint length, int times);

    private delegate int Initialise();

    private readonly ParseTimes _parse;

    private OsipParser(ParseTimes parse) => _parse = parse;

    /// <summary>Null, with what to install, when it cannot be built.</summary>
    public static OsipParser? TryBuild(out string advice)
    {
        advice = "libosip2 is not compared: install gcc and libosip2-dev (Debian: apt-get install gcc libosip2-dev)";
        string library = Path.Combine(AppContext.BaseDirectory, "osip", "parse_osip.so");
        var compile = new ProcessStartInfo("gcc",
            ["-O2", "-shared", "-fPIC", "-o", library, Path.Combine(AppContext.BaseDirectory, "osip", "parse_osip.c"), "-losipparser2"])
        { RedirectStandardError = true };
        try
        {
            using Process? compiler = Process.Start(compile);
            string? problem = compiler?.StandardError.ReadToEnd();
            compiler?.WaitForExit();
            if (compiler?.ExitCode != 0)
            {
                advice += Environment.NewLine + problem;
                return null;
            }
            nint handle = NativeLibrary.Load(library);
            Marshal.GetDelegateForFunctionPointer<Initialise>(NativeLibrary.GetExport(handle, "parse_osip_init"))();
            return new OsipParser(Marshal.GetDelegateForFunctionPointer<ParseTimes>(NativeLibrary.GetExport(handle, "parse_osip")));
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // No gcc on the path: the advice says it.
            return null;
        }
    }

    public int Parse(byte[] bytes, int times) => _parse(bytes, bytes.Length, times);
}
