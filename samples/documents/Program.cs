using Documents;

const string Usage = "Documents upper-server | upper-client | localhost-server | localhost-client | outline-server | outline-client"
    + " | udp-server | udp-client | unix-server PATH | unix-client PATH";

switch (args)
{
    case ["upper-server"]: UpperCaseServer.Run(); break;
    case ["upper-client"]: UpperCaseClient.Run(); break;
    case ["localhost-server"]: LocalhostServer.Run(); break;
    case ["localhost-client"]: LocalhostClient.Run(); break;
    case ["outline-server"]: OutlineServer.Run(); break;
    case ["outline-client"]: OutlineClient.Run(); break;
    case ["udp-server"]: UdpServer.Run(); break;
    case ["udp-client"]: UdpClient.Run(); break;
    case ["unix-server", var path]: UnixServer.Run(path); break;
    case ["unix-client", var path]: UnixClient.Run(path); break;
    default:
        await Console.Error.WriteLineAsync(Usage);
        return 2;
}
return 0;
