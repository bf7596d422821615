using System.Net.Sockets;
using System.Reflection;
using RawNet.Lab;
using RawNet.SharpPcap;
using RawNet.Wire;

namespace RawNet.Cli.Tests;

/// <summary>The README's program, built as its reader would build it and run; and what else a program
/// that uses the libraries meets.</summary>
public sealed class SampleTests
{
    private static readonly Assembly[] _libraries =
    [
        typeof(Packet).Assembly, typeof(RawNet.Sockets.Link).Assembly, typeof(Libpcap).Assembly
    ];

    [Fact]
    public void TheReadmesProgramBuildsWithoutAWarningAndRuns()
    {
        string? reason = Requirements.FirstOf(Requirements.Lab, Requirements.Programs("dotnet", "tcpdump"));
        Assert.SkipWhen(reason is not null, reason ?? "");
        using var project = new Project(Sample());
        string program = project.Build();
        using Host host = OneHost.Create();
        using Lab.Capture capture = host.StartCapture(filter: "icmp[icmptype] == icmp-echo");
        PeerResult run = host.Exec("dotnet", program).Succeeded();
        Assert.Equal(["239.1.1.1"], run.Lines);
        string[] seen = [.. capture.Stop(10).Select(frame => frame.ToString())];
        // RFC 791: TTL in the 9th byte of the header; RFC 792: identifier and sequence number behind type, code and checksum.
        // On lo 14 bytes of Ethernet precede.
        Assert.Equal(Enumerable.Range(1, 10).Select(n => (TimeToLive: "07", Echo: $"0007{n:x4}", Data: "68656c6c6f")),
            seen.Select(frame => (frame[44..46], frame[76..84], frame[84..])));
    }

    [Fact]
    public void AProgramMayNameEveryTypeOfTheLibrariesAndOfDotNetsUsualNamespaces()
    {
        string[] usual =
        [
            "System", "System.IO", "System.Linq", "System.Net", "System.Net.Http", "System.Net.Sockets",
            "System.Threading", "System.Threading.Tasks", "System.Collections.Generic"
        ];
        IEnumerable<Type> others = new[]
        {
            typeof(object), typeof(Enumerable), typeof(System.Net.IPAddress),
            typeof(Socket), typeof(HttpClient), typeof(HashSet<int>), typeof(System.Net.Dns)
        }
            .Select(type => type.Assembly).Distinct().SelectMany(assembly => assembly.GetExportedTypes())
            .Where(type => usual.Contains(type.Namespace));
        Type[] ours = [.. _libraries.SelectMany(library => library.GetExportedTypes()).Where(type => !type.IsNested)];
        Assert.True(ours.Length > 200, $"{ours.Length} types");
        string[] twice = [.. ours.Concat(others.Where(type => !type.IsNested)).Distinct().GroupBy(type => type.Name)
            .Where(group => group.Count() > 1 && group.Any(ours.Contains)).Select(group => string.Join(" and ", group))];
        Assert.Empty(twice);
    }

    private static string Sample()
    {
        string[] lines = File.ReadAllLines(Rawnet.File("README.md"));
        int start = Assert.Single(Enumerable.Range(0, lines.Length), i => lines[i] == "```csharp");
        return string.Join('\n', lines.Skip(start + 1).TakeWhile(line => line != "```"));
    }

    /// <summary>A program of one file that refers to the built libraries; every warning is an error.</summary>
    private sealed class Project : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("rawnet-sample-").FullName;

        public Project(string program)
        {
            string references = string.Concat(new[]
            {
                typeof(Packet), typeof(RawNet.Sockets.Link)
            }.Select(type => $"""<Reference Include="{type.Assembly.Location}" />"""));
            File.WriteAllText(Path.Combine(_folder, "Sample.csproj"), $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <OutputType>Exe</OutputType>
                    <TargetFramework>net10.0</TargetFramework>
                    <Nullable>enable</Nullable>
                    <ImplicitUsings>enable</ImplicitUsings>
                    <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                  </PropertyGroup>
                  <ItemGroup>{references}</ItemGroup>
                </Project>
                """);
            File.WriteAllText(Path.Combine(_folder, "Program.cs"), program);
        }

        /// <summary>The built program.</summary>
        public string Build()
        {
            PeerResult result = Peer.Run("dotnet",
                ["build", _folder, "-c", "Release", "-o", Path.Combine(_folder, "out"), "--nologo", "-v", "q"],
                timeout: Patience.Seconds(300));
            Assert.True(result.ExitCode == 0, result.Text);
            return Path.Combine(_folder, "out", "Sample.dll");
        }

        public void Dispose() => Directory.Delete(_folder, recursive: true);
    }
}
