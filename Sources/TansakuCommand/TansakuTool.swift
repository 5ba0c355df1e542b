@main struct TansakuTool { static func main() {} }
